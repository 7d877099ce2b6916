package io.keywright.cli.keys;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Terminal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** A key as the service tells of it, in words that are safe to print. */
record KeyCard(KmsAnswer answer) {

    static final String NONE = "-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    /** Of a line in a table: id, alias, type, state, uses, end. */
    List<String> row() {
        return List.of(
                text("key_id"),
                optional("key_alias").orElse(NONE),
                text("key_type"),
                text("key_state"),
                uses(),
                ends());
    }

    void print(Terminal terminal) {
        terminal.line(text("key_id"));
        optional("key_alias").ifPresent(it -> terminal.fact("alias", it));
        terminal.fact("type", text("key_type"));
        terminal.fact("uses", uses());
        terminal.fact("state", text("key_state"));
        terminal.fact("scope", "%s / %s / %s".formatted(text("tenant_id"), text("environment"), text("plane")));
        terminal.fact("made", time("created_at").orElse(NONE));
        terminal.fact("valid until", time("valid_until").orElse(NONE));
        time("destroys_at").ifPresent(it -> terminal.fact("destroyed on", it));
        terminal.fact("rotations", answer.number("rotation_count"));
        optional("rotated_from").ifPresent(it -> terminal.fact("replaces", it));
        optional("rotated_to").ifPresent(it -> terminal.fact("replaced by", it));
        terminal.fact("protection", text("protection"));
        optional("warning").ifPresent(terminal::warning);
    }

    private String uses() {
        return Printable.of(String.join(",", answer.texts("key_usage")));
    }

    private String ends() {
        return time("destroys_at")
                .map(it -> "destroyed on " + it)
                .or(() -> time("valid_until"))
                .orElse(NONE);
    }

    private Optional<String> time(String name) {
        return answer.optionalText(name).map(it -> TIME.format(Instant.parse(it)));
    }

    private String text(String name) {
        return Printable.of(answer.text(name));
    }

    private Optional<String> optional(String name) {
        return answer.optionalText(name).map(Printable::of);
    }
}
