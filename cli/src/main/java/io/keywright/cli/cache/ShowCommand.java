package io.keywright.cli.cache;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Table;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Shows what a node holds. */
@Command(name = "show", header = "Show what the node that answers holds, how often that was enough, and how old it is.")
final class ShowCommand extends ServiceCommand {

    private static final List<Column> KINDS = List.of(
            Column.words("KIND"),
            Column.numbers("HELD"),
            Column.numbers("ROOM"),
            Column.numbers("HITS"),
            Column.words("OLDEST"),
            Column.words("NEXT RENEWAL"));
    private static final List<Column> OWNERS = List.of(
            Column.words("OF"),
            Column.numbers("ROOTS"),
            Column.numbers("KEYS"),
            Column.numbers("PUBLIC KEYS"),
            Column.words("OLDEST"),
            Column.words("NEXT RENEWAL"));
    private static final Map<String, String> KIND_NAMES =
            Map.of("roots", "roots", "keys", "keys", "public_keys", "public keys");
    private static final String NONE = "-";

    ShowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get("admin/cache");
    }

    @Override
    protected void print(KmsAnswer answer) {
        Table kinds = new Table(KINDS);
        List.of("roots", "keys", "public_keys").forEach(kind -> kinds.row(kind(kind, answer.object(kind))));
        kinds.print(terminal);
        terminal.line();
        Table owners = new Table(OWNERS);
        answer.objects("providers").forEach(each -> owners.row(owner("provider " + each.text("provider"), each)));
        answer.objects("tenants").forEach(each -> owners.row(owner("tenant " + each.text("tenant_id"), each)));
        owners.print(terminal);
        if (answer.optionalText("next_page_token").isPresent()) {
            terminal.line("There are more tenants.");
        }
    }

    private static List<String> kind(String kind, KmsAnswer stock) {
        return List.of(
                KIND_NAMES.getOrDefault(kind, kind),
                String.valueOf(stock.number("held")),
                String.valueOf(stock.number("room")),
                "%.1f %%".formatted(stock.decimal("hit_rate") * 100),
                stock.optionalText("oldest").orElse(NONE),
                stock.optionalText("next_renewal").orElse(NONE));
    }

    private static List<String> owner(String name, KmsAnswer part) {
        return List.of(
                name,
                String.valueOf(part.number("roots")),
                String.valueOf(part.number("keys")),
                part.optionalNumber("public_keys").map(String::valueOf).orElse(NONE),
                part.optionalText("oldest").orElse(NONE),
                part.optionalText("next_renewal").orElse(NONE));
    }
}
