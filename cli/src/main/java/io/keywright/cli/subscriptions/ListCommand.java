package io.keywright.cli.subscriptions;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Table;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists subscriptions. */
@Command(
        name = "list",
        header = "List the subscriptions of your scope, oldest first.",
        footer = {"Exit code: 0 listed, 1 refused or not reached, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class ListCommand implements Runnable {

    private static final List<Column> COLUMNS = Stream.of("ID", "STATE", "EVENTS", "TARGET", "TROUBLE")
            .map(Column::words)
            .toList();

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
        KmsAnswer answer = connection.call(client -> client.get("subscriptions"));
        format.show(terminal, answer::json, () -> print(answer.objects("subscriptions")));
    }

    private void print(List<KmsAnswer> subscriptions) {
        if (subscriptions.isEmpty()) {
            terminal.line("There are no subscriptions.");
            return;
        }
        Table table = new Table(COLUMNS);
        subscriptions.forEach(each -> table.row(row(new Subscription(each))));
        table.print(terminal);
    }

    private static List<String> row(Subscription subscription) {
        return List.of(
                subscription.id(),
                subscription.state(),
                subscription.types(),
                subscription.target(),
                subscription.trouble());
    }
}
