package io.keywright.cli.subscriptions;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes a subscription. */
@Command(name = "delete", header = "Deliver no more.")
final class DeleteCommand extends ServiceCommand {

    @Parameters(paramLabel = "ID", description = "The subscription's id.")
    private UUID id = new UUID(0, 0);

    DeleteCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.delete("subscriptions/" + id);
    }

    @Override
    protected void print(KmsAnswer answer) {
        new Subscription(answer).print(terminal);
    }
}
