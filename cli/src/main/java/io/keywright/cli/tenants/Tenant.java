package io.keywright.cli.tenants;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Terminal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A tenant as the service tells of it, in words that are safe to print. */
record Tenant(KmsAnswer answer) {

    private static final String NONE = "-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    String id() {
        return Printable.of(answer.text("tenant_id"));
    }

    String name() {
        return optional(answer, "name").orElse(NONE);
    }

    String state() {
        return Printable.of(root().text("state"));
    }

    String since() {
        return root().optionalText("since").map(Tenant::time).orElse(NONE);
    }

    Optional<String> reason() {
        return optional(root(), "reason");
    }

    Optional<String> whatToDo() {
        return optional(root(), "what_to_do");
    }

    /** In the order in which they are tried. */
    String providers() {
        return wrappings().stream()
                .map(wrapping -> Printable.of(wrapping.text("provider")))
                .collect(Collectors.joining(", "));
    }

    /** Of each provider, in the same order. */
    String keys() {
        return wrappings().stream()
                .map(wrapping -> optional(wrapping, "key").orElse("the provider's"))
                .collect(Collectors.joining(", "));
    }

    void print(Terminal terminal) {
        terminal.line(id());
        optional(answer, "name").ifPresent(it -> terminal.fact("name", it));
        terminal.fact("since", time(answer.text("created_at")));
        terminal.fact("state", since().equals(NONE) ? state() : "%s, since %s".formatted(state(), since()));
        reason().ifPresent(it -> terminal.fact("reason", it));
        whatToDo().ifPresent(it -> terminal.fact("to do", it));
        root().optionalNumber("version").ifPresent(it -> printVersions(terminal, it));
        wrappings().forEach(wrapping -> print(terminal, wrapping));
    }

    private void printVersions(Terminal terminal, long version) {
        terminal.fact("version", version);
        for (KmsAnswer old : root().objects("old_versions")) {
            terminal.fact(
                    "version " + old.number("version"),
                    "until nothing lies under it, now %d".formatted(old.number("dependants")));
        }
    }

    private static void print(Terminal terminal, KmsAnswer wrapping) {
        terminal.line();
        terminal.fact("provider", wrapping.text("provider"));
        terminal.fact("key", optional(wrapping, "key").orElse("the one that the provider is configured with"));
        optional(wrapping, "role").ifPresent(it -> terminal.fact("role", it));
        terminal.fact("preference", wrapping.number("preference"));
    }

    private KmsAnswer root() {
        return answer.object("root");
    }

    private List<KmsAnswer> wrappings() {
        return root().objects("wrappings");
    }

    private static String time(String text) {
        return TIME.format(Instant.parse(text));
    }

    private static Optional<String> optional(KmsAnswer object, String name) {
        return object.optionalText(name).map(Printable::of);
    }
}
