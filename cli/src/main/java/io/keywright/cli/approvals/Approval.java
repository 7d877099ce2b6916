package io.keywright.cli.approvals;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Terminal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** An approval as the service tells of it, in words that are safe to print. */
record Approval(KmsAnswer answer) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    String id() {
        return text("approval_id");
    }

    String state() {
        return text("state");
    }

    String operation() {
        return text("operation");
    }

    Optional<String> key() {
        return answer.optionalText("key_id").map(Printable::of);
    }

    String reason() {
        return text("reason");
    }

    PartyName requester() {
        return PartyName.of(answer.object("requester"));
    }

    String expires() {
        return TIME.format(Instant.parse(answer.text("expires_at")));
    }

    /** The token, for the requester of one that is approved. */
    Optional<String> token() {
        return answer.optionalText("approval_token").map(Printable::of);
    }

    void print(Terminal terminal) {
        terminal.line(id());
        terminal.fact("state", "%s, %d of %d".formatted(state(), granted(), answer.number("quorum")));
        terminal.fact("operation", operation());
        key().ifPresent(key -> terminal.fact("key", key));
        terminal.fact("scope", "%s / %s / %s".formatted(text("tenant_id"), text("environment"), text("plane")));
        terminal.fact("request", "sha256 " + text("request_digest"));
        terminal.fact("reason", reason());
        terminal.fact("requester", requester().full());
        terminal.fact("expires", expires());
        for (KmsAnswer vote : votes()) {
            String voter = PartyName.of(vote.object("voter")).full();
            terminal.fact(vote.flag("granted") ? "granted by" : "denied by", voter);
        }
    }

    private long granted() {
        return votes().stream().filter(vote -> vote.flag("granted")).count();
    }

    private List<KmsAnswer> votes() {
        return answer.objects("votes");
    }

    private String text(String name) {
        return Printable.of(answer.text(name));
    }
}
