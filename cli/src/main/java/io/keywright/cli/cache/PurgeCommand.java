package io.keywright.cli.cache;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Destroys what a node holds. */
@Command(
        name = "purge",
        header = "Destroy what the node holds, so that providers are asked anew.",
        descriptionHeading = "%n",
        description = {
            "After a provider was told to refuse, this makes it count at once. Nothing is lost: what is needed is opened again, if"
                    + " the provider allows it. Without options, everything is meant."
        },
        footer = {"Exit code: 0 destroyed, 1 refused or not reached, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class PurgeCommand implements Runnable {

    @Mixin
    private Part part = new Part();

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    PurgeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        KmsAnswer answer = connection.call(client -> client.post("admin/cache/purge", part.members()));
        format.show(terminal, answer::json, () -> print(answer));
    }

    private void print(KmsAnswer answer) {
        terminal.good("Destroyed: %d roots, %d keys, %d public keys."
                .formatted(answer.number("roots"), answer.number("keys"), answer.number("public_keys")));
    }
}
