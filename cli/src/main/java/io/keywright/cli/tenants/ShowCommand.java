package io.keywright.cli.tenants;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a tenant. */
@Command(
        name = "show",
        header = "Show what a tenant's root is wrapped with, and how it does.",
        description = {
            "A root that is ready opens. One that is off does not, because every provider refuses: the tenant's keys are"
                    + " switched off, until one of them opens it again."
        })
final class ShowCommand extends ServiceCommand {

    @Parameters(paramLabel = "TENANT", description = "The tenant's id.")
    private String tenant = "";

    ShowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        String path = TenantPath.of(tenant);
        return client.get(path);
    }

    @Override
    protected void print(KmsAnswer answer) {
        new Tenant(answer).print(terminal);
    }
}
