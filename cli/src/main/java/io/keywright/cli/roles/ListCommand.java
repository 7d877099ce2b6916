package io.keywright.cli.roles;

import io.keywright.cli.command.TableCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.cli.kms.Query;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists role bindings. */
@Command(
        name = "list",
        header = "List who has which role.",
        description = "Roles that the configuration gives are not among them.")
final class ListCommand extends TableCommand {

    private static final List<Column> COLUMNS = Stream.of(
                    "BINDING", "TENANT", "ENVIRONMENT", "PLANE", "ROLE", "IDENTITY")
            .map(Column::words)
            .toList();

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "In which tenant; GLOBAL for the platform's roles.")
    private @Nullable String tenant;

    ListCommand(Terminal terminal) {
        super(terminal, "role_bindings", COLUMNS);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get("role-bindings" + Query.none().with("tenant_id", tenant == null ? usualTenant() : tenant));
    }

    @Override
    protected List<String> row(KmsAnswer item) {
        return new Binding(item).row();
    }

    @Override
    protected String nothing() {
        return "Nobody was given a role. Give one by: keywright roles bind";
    }
}
