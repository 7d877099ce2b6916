package io.keywright.cli.subscriptions;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Table;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Lists subscriptions. */
@Command(name = "list", header = "List the subscriptions of your scope, oldest first.")
final class ListCommand extends ServiceCommand {

    private static final List<Column> COLUMNS = Stream.of("ID", "STATE", "EVENTS", "TARGET", "TROUBLE")
            .map(Column::words)
            .toList();

    ListCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get("subscriptions");
    }

    @Override
    protected void print(KmsAnswer answer) {
        print(answer.objects("subscriptions"));
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
