package io.keywright.cli.subscriptions;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Resumes a subscription. */
@Command(
        name = "resume",
        header = "Deliver again what was given up.",
        footer = {"Exit code: 0 resumed, 1 refused or not reached, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class ResumeCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The subscription's id.")
    private UUID id = new UUID(0, 0);

    @Option(
            names = "--from",
            paramLabel = "INDEX",
            description = "The index of the receipt to go on with; left out, where it had come to.")
    private @Nullable Long from;

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    ResumeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        String path = "subscriptions/%s/resume".formatted(id);
        Map<String, Object> request = from == null ? Map.of() : Map.of("from_index", from);
        KmsAnswer answer = connection.call(client -> client.post(path, request));
        format.show(terminal, answer::json, () -> new Subscription(answer).print(terminal));
    }
}
