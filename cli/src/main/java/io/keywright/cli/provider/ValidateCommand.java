package io.keywright.cli.provider;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries root providers. */
@Command(
        name = "validate",
        header = "Have the service use a root provider's key in every way that it needs.",
        descriptionHeading = "%n",
        description = {
            "Tries the provider's own key, or the keys of a tenant; without either, the own keys of all providers. Nothing is"
                    + " changed by it."
        },
        footer = "Exit code: 0 everything passes, 1 something fails, or refused, " + Connection.EXIT_CODES_END,
        sortOptions = false,
        sortSynopsis = false)
final class ValidateCommand implements Runnable {

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The provider.")
    private @Nullable String name;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "The keys that wrap this tenant's root.")
    private @Nullable String tenant;

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        Map<String, Object> request = new LinkedHashMap<>();
        if (name != null) {
            request.put("provider", name);
        }
        if (tenant != null) {
            request.put("tenant_id", tenant);
        }
        KmsAnswer answer = connection.call(client -> client.post("admin/validate-kms", request));
        format.show(terminal, answer::json, () -> print(answer.objects("checks")));
        if (!answer.text("status").equals("pass")) {
            throw CommandFailed.because("Not everything passes.");
        }
    }

    private void print(List<KmsAnswer> checks) {
        String before = "";
        for (KmsAnswer check : checks) {
            String about = about(check);
            if (!about.equals(before)) {
                terminal.line(about);
            }
            print(check);
            before = about;
        }
    }

    private static String about(KmsAnswer check) {
        String key = Stream.of(check.optionalText("provider"), check.optionalText("provider_key"))
                .flatMap(Optional::stream)
                .map(Printable::of)
                .collect(Collectors.joining(", "));
        return key.isEmpty() ? "from memory" : key;
    }

    private void print(KmsAnswer check) {
        String status = check.text("status");
        String took = check.optionalNumber("duration_ms").map(it -> it + " ms").orElse("");
        String line = Printable.of("%-7s %-18s %9s %s"
                .formatted(
                        status.toUpperCase(Locale.ROOT),
                        check.text("name"),
                        took,
                        check.optionalText("reason").orElse(""))
                .stripTrailing());
        switch (status) {
            case "pass" -> terminal.good(line);
            case "fail" -> terminal.bad(line);
            default -> terminal.line("  " + line);
        }
        check.optionalText("what_to_do").ifPresent(it -> terminal.line("    " + Printable.of(it)));
        check.optionalText("docs").ifPresent(it -> terminal.line("    More: " + Printable.of(it)));
    }
}
