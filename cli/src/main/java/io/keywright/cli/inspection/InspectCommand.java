package io.keywright.cli.inspection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.keywright.cli.encryption.Sealed;
import io.keywright.cli.file.Input;
import io.keywright.cli.json.JsonLine;
import io.keywright.cli.kms.Connection;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Reason;
import io.keywright.verifier.terminal.Table;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says which key and version sealed what. */
@Command(
        name = "inspect",
        header = "Say which key and version opens a file or a data key, without opening it.",
        descriptionHeading = "%n",
        description = {
            "Reads files that keywright encrypt made and wrapped data keys. Asks no service, unless for --states. What they say of"
                    + " themselves is a claim: decrypt refuses what was altered."
        },
        footer =
                "Exit code: 0 all is known, 1 something is in no form that is known here, " + Connection.EXIT_CODES_END,
        sortOptions = false,
        sortSynopsis = false)
public final class InspectCommand implements Runnable {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to inspect; -, standard input.")
    private List<Path> files = List.of();

    @Option(names = "--lines", description = "Each line is a wrapped data key in Base64, as of a column of a database.")
    private boolean lines;

    @Option(names = "--by-key", description = "Count them by key, instead of a row for each.")
    private boolean byKey;

    @Option(
            names = "--states",
            description =
                    "Ask the service for each key's tenant, alias, version and state; only of your own scope are known.")
    private boolean states;

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    public InspectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        Findings findings = new Findings(byKey);
        files.forEach(file -> inspect(new Input(file), findings));
        Map<String, Map<String, Object>> known = states ? KeysNow.ask(connection, findings.keyIds()) : Map.of();
        List<Map<String, @Nullable Object>> rows = findings.rows(known);
        format.show(terminal, () -> JsonLine.of(Map.of("items", rows)), () -> print(rows));
        if (findings.strange() > 0) {
            throw CommandFailed.because(
                    "%d of them: neither a file of keywright encrypt nor a wrapped data key, or altered. A ciphertext of POST /encrypt names no key: keep its key_id beside it."
                            .formatted(findings.strange()));
        }
    }

    private void inspect(Input input, Findings findings) {
        try (InputStream in = input.open()) {
            if (lines) {
                inspectLines(input.name(), in, findings);
            } else {
                findings.add(input.name(), Sealed.read(in));
            }
        } catch (IOException e) {
            throw CommandFailed.because("%s cannot be read: %s.".formatted(input.name(), Reason.of(e)));
        }
    }

    private static void inspectLines(String name, InputStream in, Findings findings) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, ISO_8859_1));
        long number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            findings.add(name + ":" + number, Sealed.ofDataKey(line.strip()));
        }
    }

    private void print(List<Map<String, @Nullable Object>> rows) {
        List<String> columns = new ArrayList<>(byKey ? List.of("key_id", "count") : List.of("name", "form", "key_id"));
        columns.addAll(states ? List.of("tenant_id", "key_alias", "rotation_count", "key_state") : List.of());
        columns.addAll(byKey ? List.of() : List.of("context"));
        Table table = new Table(
                columns.stream().map(InspectCommand::heading).map(Column::words).toList());
        rows.forEach(row -> table.row(
                columns.stream().map(row::get).map(InspectCommand::cell).toList()));
        table.print(terminal);
    }

    private static String heading(String member) {
        return switch (member) {
            case "key_id" -> "KEY";
            case "tenant_id" -> "TENANT";
            case "key_alias" -> "ALIAS";
            case "rotation_count" -> "ROTATIONS";
            case "key_state" -> "STATE";
            default -> member.toUpperCase(Locale.ROOT);
        };
    }

    private static String cell(@Nullable Object value) {
        if (value instanceof Map<?, ?> context) {
            return String.join(
                    " ", context.entrySet().stream().map(Object::toString).toList());
        }
        return value == null ? "-" : value.toString();
    }
}
