package io.keywright.cli.cache;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Destroys what a node holds. */
@Command(
        name = "purge",
        header = "Destroy what the node holds, so that providers are asked anew.",
        description = {
            "After a provider was told to refuse, this makes it count at once. Nothing is lost: what is needed is opened again, if"
                    + " the provider allows it. Without options, everything is meant."
        })
final class PurgeCommand extends ServiceCommand {

    @Mixin
    private Part part = new Part();

    PurgeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.post("admin/cache/purge", part.members());
    }

    @Override
    protected void print(KmsAnswer answer) {
        terminal.good("Destroyed: %d roots, %d keys, %d public keys."
                .formatted(answer.number("roots"), answer.number("keys"), answer.number("public_keys")));
    }
}
