package io.keywright.cli.provider;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Table;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists root providers. */
@Command(
        name = "list",
        header = "List the service's root providers, and how they do.",
        descriptionHeading = "%n",
        description = {
            "A provider whose breaker is open failed too often, and is not asked for some seconds. This asks none of them; keywright"
                    + " provider validate does."
        },
        footer = {"Exit code: 0 listed, 1 refused or not reached, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class ListCommand implements Runnable {

    private static final List<Column> COLUMNS = List.of(
            Column.words("NAME"),
            Column.words("TYPE"),
            Column.words("STATUS"),
            Column.words("BREAKER"),
            Column.words("LAST SUCCESS"),
            Column.numbers("MS"),
            Column.words("DETAIL"));
    private static final String NONE = "-";

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        KmsAnswer answer = connection.call(client -> client.get("health/kms"));
        format.show(terminal, answer::json, () -> print(answer));
    }

    private void print(KmsAnswer answer) {
        Table table = new Table(COLUMNS);
        answer.objects("providers").forEach(each -> table.row(row(each)));
        table.print(terminal);
    }

    private static List<String> row(KmsAnswer provider) {
        return List.of(
                provider.text("name"),
                provider.text("type"),
                provider.text("status"),
                provider.text("breaker"),
                provider.optionalText("last_success").orElse(NONE),
                provider.optionalNumber("latency_ms").map(String::valueOf).orElse(NONE),
                provider.optionalText("detail").orElse(NONE));
    }
}
