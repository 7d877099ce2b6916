package io.keywright.cli.backup;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Table;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists a service's backups. */
@Command(
        name = "list",
        header = "List the service's backups, the newest first.",
        footer = Connection.EXIT_CODES,
        sortOptions = false,
        sortSynopsis = false)
final class ListCommand implements Runnable {

    private static final List<Column> COLUMNS = List.of(
            Column.words("CREATED"),
            Column.numbers("RECEIPTS"),
            Column.numbers("BYTES"),
            Column.words("FILE"),
            Column.words("CONTINUES"));

    @Option(names = "--limit", paramLabel = "NUMBER", description = "How many, up to 1000 (default: 20).")
    private int limit = 20;

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
        KmsAnswer answer = connection.call(client -> client.get("admin/backups?limit=" + limit));
        format.show(terminal, answer::json, () -> print(answer.objects("backups")));
    }

    private void print(List<KmsAnswer> backups) {
        if (backups.isEmpty()) {
            terminal.line("There is no backup yet: keywright backup create.");
            return;
        }
        Table table = new Table(COLUMNS);
        backups.forEach(each -> table.row(List.of(
                each.text("created_at"),
                "%,d".formatted(each.number("receipts")),
                "%,d".formatted(each.number("bytes")),
                each.text("file"),
                each.optionalText("parent").orElse(""))));
        table.print(terminal);
    }
}
