package io.keywright.cli.tenants;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Wraps a tenant's root with other keys. */
@Command(
        name = "move",
        header = "Move a tenant's root to other keys, while it is in use.",
        descriptionHeading = "%n",
        description = {
            "Name all that the root is to be wrapped with: what is not named is removed. What is new counts only once its"
                    + " provider has opened it again; if it does not, nothing is changed. What stays is wrapped anew, under the"
                    + " newest version of the provider's key."
        },
        footer = {"Exit code: 0 moved, 1 refused or not reached, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class MoveCommand implements Runnable {

    @Parameters(paramLabel = "TENANT", description = "The tenant's id.")
    private String tenant = "";

    @Option(
            names = "--wrapping",
            required = true,
            paramLabel = "provider=NAME,…",
            converter = Wrapping.Reader.class,
            description = {
                "What its root is wrapped with from now on, once for each: a provider of the service; if it is not the"
                        + " provider's own key, key=, and for an assumed role role= and external-id=; preference=N, the lowest"
                        + " is tried first."
            })
    private List<Wrapping> wrappings = List.of();

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    MoveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        String path = TenantPath.of(tenant) + "/root";
        Map<String, Object> body = Map.of(
                "tenant_id",
                tenant,
                "wrappings",
                wrappings.stream().map(Wrapping::members).toList());
        KmsAnswer answer = connection.call(client -> approval.send(
                terminal, client, "change_tenant_root", Optional.empty(), body, sent -> client.put(path, sent)));
        format.show(terminal, answer::json, () -> new Tenant(answer).print(terminal));
    }
}
