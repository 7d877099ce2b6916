package io.keywright.cli.tenants;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Table;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists tenants. */
@Command(
        name = "list",
        header = "List tenants that have a root, by their ids.",
        footer = {"Exit code: 0 listed, 1 refused or not reached, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class ListCommand implements Runnable {

    private static final List<Column> COLUMNS = Stream.of("TENANT", "NAME", "STATE", "OFF SINCE", "PROVIDER", "KEY")
            .map(Column::words)
            .toList();
    private static final int PAGE = 1000;

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        List<KmsAnswer> tenants = connection.call(ListCommand::all);
        KmsAnswer answer = new KmsAnswer(
                Map.of("tenants", tenants.stream().map(KmsAnswer::members).toList()));
        format.show(
                terminal,
                answer::json,
                () -> print(tenants.stream().map(Tenant::new).toList()));
    }

    private static List<KmsAnswer> all(KmsClient client) throws IOException, InterruptedException {
        List<KmsAnswer> all = new ArrayList<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            KmsAnswer page = client.get("tenants?limit=" + PAGE + next.get());
            all.addAll(page.objects("tenants"));
            next = page.optionalText("next_page_token").map(token -> "&page_token=" + token);
        }
        return all;
    }

    private void print(List<Tenant> tenants) {
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
