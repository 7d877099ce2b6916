package io.keywright.cli.trust;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a trust anchor. */
@Command(name = "show", header = "Show an authority that your scope trusts.")
final class ShowCommand extends ServiceCommand {

    @Parameters(paramLabel = "ANCHOR", description = "Its id, from keywright trust list.")
    private UUID anchor = new UUID(0, 0);

    ShowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get("trust-anchors/" + anchor);
    }

    @Override
    protected void print(KmsAnswer answer) {
        new Anchor(answer).print(terminal);
    }
}
