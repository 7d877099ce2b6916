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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a tenant its root. */
@Command(
        name = "create",
        header = "Give a tenant its root, under keys of its own if it wants.",
        description = {
            "The root counts only once each provider has opened again what it wrapped. A tenant that is not created so gets a"
                    + " root under the installation's own provider with its first key."
        })
final class CreateCommand extends ServiceCommand {

    @Parameters(paramLabel = "TENANT", description = "The tenant's id, as it stands in its certificates and tokens.")
    private String tenant = "";

    @Option(names = "--name", paramLabel = "NAME", description = "What people call it.")
    private @Nullable String name;

    @Option(
            names = "--wrapping",
            paramLabel = "provider=NAME,…",
            converter = Wrapping.Reader.class,
            description = {
                "What its root is wrapped with, once for each: a provider of the service; if it is not the provider's"
                        + " own key, key=, and for an assumed role role= and external-id=; preference=N, the lowest is tried"
                        + " first. Left out, the installation's own provider."
            })
    private List<Wrapping> wrappings = List.of();

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    CreateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        TenantPath.of(tenant);
        return approval.send(
                terminal, client, "create_tenant", Optional.empty(), body(), sent -> client.post("tenants", sent));
    }

    @Override
    protected void print(KmsAnswer answer) {
        new Tenant(answer).print(terminal);
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("tenant_id", tenant);
        if (name != null) {
            body.put("name", name);
        }
        if (!wrappings.isEmpty()) {
            body.put("wrappings", wrappings.stream().map(Wrapping::members).toList());
        }
        return body;
    }
}
