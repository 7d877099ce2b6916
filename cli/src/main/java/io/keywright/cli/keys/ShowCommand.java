package io.keywright.cli.keys;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a key. */
@Command(name = "show", header = "Show what a key is, and in which state.")
final class ShowCommand extends ServiceCommand {

    @Mixin
    private KeyParameter key = new KeyParameter();

    ShowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        key.path();
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get(key.path());
    }

    @Override
    protected void print(KmsAnswer answer) {
        new KeyCard(answer).print(terminal);
    }
}
