package io.keywright.cli.tenants;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Wraps a tenant's root with other keys. */
@Command(
        name = "move",
        header = "Move a tenant's root to other keys, while it is in use.",
        description = {
            "Name all that the root is to be wrapped with: what is not named is removed. What is new counts only once its"
                    + " provider has opened it again; if it does not, nothing is changed. What stays is wrapped anew, under the"
                    + " newest version of the provider's key."
        })
final class MoveCommand extends ServiceCommand {

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

    @Option(
            names = "--give-up-own-key",
            description = {
                "Let a provider's own key open the root, where only keys of the tenant's own do: whoever has those can then"
                        + " switch the tenant off no more."
            })
    private boolean givesUpOwnKey;

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    MoveCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        String path = TenantPath.of(tenant) + "/root";
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("tenant_id", tenant);
        body.put("wrappings", wrappings.stream().map(Wrapping::members).toList());
        if (givesUpOwnKey) {
            body.put("give_up_own_key", true);
        }
        return approval.send(
                terminal, client, "change_tenant_root", Optional.empty(), body, sent -> client.put(path, sent));
    }

    @Override
    protected void print(KmsAnswer answer) {
        new Tenant(answer).print(terminal);
    }
}
