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

/** Renews a webhook's secret. */
@Command(
        name = "renew-secret",
        header = "Have a webhook's deliveries signed with a new secret.",
        descriptionHeading = "%n",
        description = {
            "Shows the new secret this once. Until the overlap is over, deliveries bear a signature of the secret before as well."
        },
        footer = {"Exit code: 0 renewed, 1 refused or not reached, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class RenewSecretCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The subscription's id.")
    private UUID id = new UUID(0, 0);

    @Option(
            names = "--overlap",
            paramLabel = "SECONDS",
            description = "For how long the secret before counts as well; 0 if somebody knows it (default: a day).")
    private @Nullable Long overlap;

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    RenewSecretCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        String path = "subscriptions/%s/renew-secret".formatted(id);
        Map<String, Object> request = overlap == null ? Map.of() : Map.of("overlap_seconds", overlap);
        KmsAnswer answer = connection.call(client -> client.post(path, request));
        format.show(terminal, answer::json, () -> new Subscription(answer).print(terminal));
    }
}
