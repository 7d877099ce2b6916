package io.keywright.cli.subscriptions;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes a subscription. */
@Command(
        name = "delete",
        header = "Deliver no more.",
        footer = {"Exit code: 0 deleted, 1 refused or not reached, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class DeleteCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The subscription's id.")
    private UUID id = new UUID(0, 0);

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    DeleteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        KmsAnswer answer = connection.call(client -> client.delete("subscriptions/" + id));
        format.show(terminal, answer::json, () -> new Subscription(answer).print(terminal));
    }
}
