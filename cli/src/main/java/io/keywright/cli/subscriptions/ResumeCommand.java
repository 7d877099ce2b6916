package io.keywright.cli.subscriptions;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Resumes a subscription. */
@Command(name = "resume", header = "Deliver again what was given up.")
final class ResumeCommand extends ServiceCommand {

    @Parameters(paramLabel = "ID", description = "The subscription's id.")
    private UUID id = new UUID(0, 0);

    @Option(
            names = "--from",
            paramLabel = "INDEX",
            description = "The index of the receipt to go on with; left out, where it had come to.")
    private @Nullable Long from;

    ResumeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        String path = "subscriptions/%s/resume".formatted(id);
        Map<String, Object> request = from == null ? Map.of() : Map.of("from_index", from);
        return client.post(path, request);
    }

    @Override
    protected void print(KmsAnswer answer) {
        new Subscription(answer).print(terminal);
    }
}
