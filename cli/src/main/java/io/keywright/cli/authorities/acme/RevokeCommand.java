package io.keywright.cli.authorities.acme;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Revokes a credential. */
@Command(
        name = "revoke",
        header = "Revoke a credential: the accounts that it opened do nothing any more.",
        description = "What they got stays as it is; revoke that by: keywright certificates revoke.")
final class RevokeCommand extends ServiceCommand {

    @Parameters(index = "0", paramLabel = "AUTHORITY", description = "The authority's id.")
    private UUID authority = new UUID(0, 0);

    @Parameters(index = "1", paramLabel = "CREDENTIAL", description = "The credential's id.")
    private UUID credential = new UUID(0, 0);

    RevokeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.delete("authorities/" + authority + "/acme-credentials/" + credential);
    }

    @Override
    protected void print(KmsAnswer answer) {
        new AcmeCredentialCard(answer).print(terminal);
    }
}
