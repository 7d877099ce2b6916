package io.keywright.cli.subscriptions;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Terminal;
import java.util.Optional;

/** A subscription as the service tells of it, in words that are safe to print. */
record Subscription(KmsAnswer answer) {

    String id() {
        return text("subscription_id");
    }

    String state() {
        return text("state");
    }

    String target() {
        return url().or(this::topic).orElse("-");
    }

    String types() {
        return Printable.of(String.join(",", answer.texts("event_types")));
    }

    String trouble() {
        return optional("dead_reason").or(() -> optional("last_failure")).orElse("-");
    }

    Optional<String> url() {
        return optional("url");
    }

    Optional<String> topic() {
        return optional("topic");
    }

    void print(Terminal terminal) {
        terminal.line(id());
        terminal.fact("state", state());
        url().ifPresent(it -> terminal.fact("url", it));
        topic().ifPresent(it -> terminal.fact("topic", it));
        terminal.fact("events", types());
        terminal.fact("next", String.valueOf(answer.number("next_index")));
        optional("dead_reason").ifPresent(it -> terminal.fact("dead", it));
        optional("last_failure").ifPresent(it -> terminal.fact("failure", it));
        optional("signing_secret").ifPresent(it -> terminal.fact("secret", it));
        optional("previous_secret_until").ifPresent(it -> terminal.fact("secret before until", it));
    }

    private String text(String name) {
        return Printable.of(answer.text(name));
    }

    private Optional<String> optional(String name) {
        return answer.optionalText(name).map(Printable::of);
    }
}
