package io.keywright.cli.authorities.acme;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a credential. */
@Command(
        name = "create",
        header = "Make a credential that ACME clients open accounts with.",
        description = {
            "Its id is what clients call the key identifier (certbot --eab-kid, lego --kid); its HMAC key, which is shown this once, goes to"
                    + " --eab-hmac-key or --hmac. In production this needs an approval, unless that is configured otherwise."
        })
final class CreateCommand extends ServiceCommand {

    @Parameters(paramLabel = "AUTHORITY", description = "The authority's id.")
    private UUID authority = new UUID(0, 0);

    @Option(
            names = "--module",
            required = true,
            paramLabel = "MODULE",
            description = "The module that the accounts act as, which the authority's rules must allow something.")
    private String module = "";

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    CreateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return approval.send(
                terminal,
                client,
                "create_acme_credential",
                Optional.of(authority.toString()),
                Map.of("module", module),
                sent -> client.post("authorities/" + authority + "/acme-credentials", sent));
    }

    @Override
    protected void print(KmsAnswer answer) {
        new AcmeCredentialCard(answer).print(terminal);
    }
}
