package io.keywright.cli.roles;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives somebody a role. */
@Command(name = "bind", header = "Give somebody a role.")
final class BindCommand extends ServiceCommand {

    @Parameters(
            index = "0",
            paramLabel = "ROLE",
            description = "key-user, key-admin, approver, auditor or platform-admin.")
    private String role = "";

    @Parameters(index = "1", paramLabel = "IDENTITY", description = "Whom, as keywright whoami names its subject.")
    private String identity = "";

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "In which tenant; GLOBAL for the platform's roles.")
    private @Nullable String tenant;

    @Option(names = "--environment", paramLabel = "NAME", description = "In dev, staging or prod alone.")
    private @Nullable String environment;

    @Option(names = "--plane", paramLabel = "NAME", description = "In laptop, tenant, product or shared alone.")
    private @Nullable String plane;

    BindCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("identity", identity);
        body.put("role", role);
        put(body, "tenant_id", tenant == null ? usualTenant() : tenant);
        put(body, "environment", environment);
        put(body, "plane", plane);
        return client.post("role-bindings", body);
    }

    private static void put(Map<String, Object> body, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            body.put(name, value);
        }
    }

    @Override
    protected void print(KmsAnswer answer) {
        new Binding(answer).print(terminal);
    }
}
