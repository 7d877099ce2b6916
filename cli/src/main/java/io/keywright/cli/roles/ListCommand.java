package io.keywright.cli.roles;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.cli.kms.Query;
import io.keywright.verifier.terminal.Table;
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
final class ListCommand extends ServiceCommand {

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
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get("role-bindings" + Query.none().with("tenant_id", tenant == null ? usualTenant() : tenant));
    }

    @Override
    protected void print(KmsAnswer answer) {
        List<KmsAnswer> bindings = answer.objects("role_bindings");
        if (bindings.isEmpty()) {
            terminal.line("Nobody was given a role. Give one by: keywright roles bind");
            return;
        }
        Table table = new Table(COLUMNS);
        bindings.forEach(each -> table.row(new Binding(each).row()));
        table.print(terminal);
    }
}
