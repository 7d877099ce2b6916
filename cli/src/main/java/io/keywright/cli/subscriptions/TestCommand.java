package io.keywright.cli.subscriptions;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Terminal;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tries a subscription. */
@Command(
        name = "test",
        header = "Try a subscription: send an event of type test at once.",
        footer = "Exit code: 0 the target has taken it, 1 it has not, or refused, " + Connection.EXIT_CODES_END,
        sortOptions = false,
        sortSynopsis = false)
final class TestCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The subscription's id.")
    private UUID id = new UUID(0, 0);

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        String path = "subscriptions/%s/test".formatted(id);
        KmsAnswer answer = connection.call(client -> client.post(path, Map.of()));
        format.show(terminal, answer::json, () -> print(answer));
        if (!answer.flag("delivered")) {
            throw CommandFailed.because("The target has not taken the event.");
        }
    }

    private void print(KmsAnswer answer) {
        terminal.fact("delivered", answer.flag("delivered") ? "yes" : "no");
        answer.optionalNumber("status").ifPresent(it -> terminal.fact("status", String.valueOf(it)));
        answer.optionalText("reason").ifPresent(it -> terminal.fact("reason", Printable.of(it)));
        terminal.fact("milliseconds", String.valueOf(answer.number("milliseconds")));
    }
}
