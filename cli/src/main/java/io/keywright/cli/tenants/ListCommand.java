package io.keywright.cli.tenants;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.cli.kms.Pages;
import io.keywright.cli.kms.Query;
import io.keywright.verifier.terminal.Table;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Lists tenants. */
@Command(name = "list", header = "List tenants that have a root, by their ids.")
final class ListCommand extends ServiceCommand {

    private static final List<Column> COLUMNS = Stream.of("TENANT", "NAME", "STATE", "OFF SINCE", "PROVIDER", "KEY")
            .map(Column::words)
            .toList();

    ListCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        Pages all = Pages.read(client, "tenants", "tenants", Query.none(), Integer.MAX_VALUE);
        return new KmsAnswer(
                Map.of("tenants", all.items().stream().map(KmsAnswer::members).toList()));
    }

    @Override
    protected void print(KmsAnswer answer) {
        List<Tenant> tenants =
                answer.objects("tenants").stream().map(Tenant::new).toList();
        if (tenants.isEmpty()) {
            terminal.line("No tenant has a root yet. One gets it with its first key, or by keywright tenants create.");
            return;
        }
        Table table = new Table(COLUMNS);
        tenants.forEach(each ->
                table.row(List.of(each.id(), each.name(), each.state(), each.since(), each.providers(), each.keys())));
        table.print(terminal);
        tenants.forEach(this::advise);
    }

    private void advise(Tenant tenant) {
        tenant.whatToDo().ifPresent(it -> terminal.bad("%s is %s. %s".formatted(tenant.id(), tenant.state(), it)));
    }
}
