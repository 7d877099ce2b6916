package io.keywright.cli.authorities;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows an authority. */
@Command(name = "show", header = "Show an authority and its certificate, or the request for it.")
final class ShowCommand extends ServiceCommand {

    @Parameters(paramLabel = "AUTHORITY", description = "The authority's id.")
    private UUID authority = new UUID(0, 0);

    ShowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get("authorities/" + authority);
    }

    @Override
    protected void print(KmsAnswer answer) {
        new AuthorityCard(answer).print(terminal);
    }
}
