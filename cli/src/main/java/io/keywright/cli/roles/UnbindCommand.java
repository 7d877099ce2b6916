package io.keywright.cli.roles;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a role back. */
@Command(name = "unbind", header = "Take a role back.")
final class UnbindCommand extends ServiceCommand {

    @Parameters(paramLabel = "BINDING", description = "The binding's id, from keywright roles list.")
    private UUID binding = new UUID(0, 0);

    UnbindCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.delete("role-bindings/" + binding);
    }

    @Override
    protected void print(KmsAnswer answer) {
        terminal.line("Taken back:");
        new Binding(answer).print(terminal);
    }
}
