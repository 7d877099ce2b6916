package io.keywright.cli.subscriptions;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a subscription. */
@Command(
        name = "show",
        header = "Show a subscription, and how it does.",
        footer = {"Exit code: 0 shown, 1 refused or not reached, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class ShowCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The subscription's id.")
    private UUID id = new UUID(0, 0);

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        KmsAnswer answer = connection.call(client -> client.get("subscriptions/" + id));
        format.show(terminal, answer::json, () -> new Subscription(answer).print(terminal));
    }
}
