package io.keywright.cli.tenants;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a tenant's root its next version. */
@Command(
        name = "rotate-root",
        header = "Give a tenant's root its next version, while it is in use.",
        description = {
            "Everything new lies under the new version at once. What lies under the one before is wrapped anew by the service, bit"
                    + " by bit; 'keywright tenants show' says how much is left. A day later the old version is erased, if nothing"
                    + " lies under it any more."
        })
final class RotateRootCommand extends ServiceCommand {

    @Parameters(paramLabel = "TENANT", description = "The tenant's id.")
    private String tenant = "";

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    RotateRootCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        String path = TenantPath.of(tenant) + "/rotate-root";
        return approval.send(
                terminal,
                client,
                "rotate_tenant_root",
                Optional.empty(),
                Map.of("tenant_id", tenant),
                sent -> client.post(path, sent));
    }

    @Override
    protected void print(KmsAnswer answer) {
        terminal.good("The root has version %d now.".formatted(answer.number("root_version")));
        terminal.fact("receipt", answer.text("receipt_id"));
    }
}
