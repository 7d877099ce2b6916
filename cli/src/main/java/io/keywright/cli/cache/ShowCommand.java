package io.keywright.cli.cache;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Table;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a node holds. */
@Command(
        name = "show",
        header = "Show what the node that answers holds, how often that was enough, and how old it is.",
        footer = {"Exit code: 0 shown, 1 refused or not reached, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class ShowCommand implements Runnable {

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

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        KmsAnswer answer = connection.call(client -> client.get("admin/cache"));
        format.show(terminal, answer::json, () -> print(answer));
    }

    private void print(KmsAnswer answer) {
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
