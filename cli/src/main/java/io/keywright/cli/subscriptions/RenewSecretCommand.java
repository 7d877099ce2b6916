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

/** Renews a webhook's secret. */
@Command(
        name = "renew-secret",
        header = "Have a webhook's deliveries signed with a new secret.",
        description = {
            "Shows the new secret this once. Until the overlap is over, deliveries bear a signature of the secret before as well."
        })
final class RenewSecretCommand extends ServiceCommand {

    @Parameters(paramLabel = "ID", description = "The subscription's id.")
    private UUID id = new UUID(0, 0);

    @Option(
            names = "--overlap",
            paramLabel = "SECONDS",
            description = "For how long the secret before counts as well; 0 if somebody knows it (default: a day).")
    private @Nullable Long overlap;

    RenewSecretCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        String path = "subscriptions/%s/renew-secret".formatted(id);
        Map<String, Object> request = overlap == null ? Map.of() : Map.of("overlap_seconds", overlap);
        return client.post(path, request);
    }

    @Override
    protected void print(KmsAnswer answer) {
        new Subscription(answer).print(terminal);
    }
}
