package io.keywright.cli.subscriptions;

import io.keywright.cli.command.TableCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Lists subscriptions. */
@Command(name = "list", header = "List the subscriptions of your scope, oldest first.")
final class ListCommand extends TableCommand {

    private static final List<Column> COLUMNS = Stream.of("ID", "STATE", "EVENTS", "TARGET", "TROUBLE")
            .map(Column::words)
            .toList();

    ListCommand(Terminal terminal) {
        super(terminal, "subscriptions", COLUMNS);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get("subscriptions");
    }

    @Override
    protected List<String> row(KmsAnswer item) {
        Subscription subscription = new Subscription(item);
        return List.of(
                subscription.id(),
                subscription.state(),
                subscription.types(),
                subscription.target(),
                subscription.trouble());
    }

    @Override
    protected String nothing() {
        return "There are no subscriptions.";
    }
}
