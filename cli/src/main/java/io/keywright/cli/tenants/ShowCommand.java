package io.keywright.cli.tenants;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a tenant. */
@Command(
        name = "show",
        header = "Show what a tenant's root is wrapped with, and how it does.",
        descriptionHeading = "%n",
        description = {
            "A root that is ready opens. One that is off does not, because every provider refuses: the tenant's keys are"
                    + " switched off, until one of them opens it again."
        },
        footer = {"Exit code: 0 shown, 1 refused or not reached, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class ShowCommand implements Runnable {

    @Parameters(paramLabel = "TENANT", description = "The tenant's id.")
    private String tenant = "";

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        String path = TenantPath.of(tenant);
        KmsAnswer answer = connection.call(client -> client.get(path));
        format.show(terminal, answer::json, () -> new Tenant(answer).print(terminal));
    }
}
