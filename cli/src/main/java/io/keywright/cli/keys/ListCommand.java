package io.keywright.cli.keys;

import io.keywright.cli.command.ListingCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.Query;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists keys. */
@Command(name = "list", header = "List the keys of your scope.")
final class ListCommand extends ListingCommand {

    private static final List<Column> COLUMNS = Stream.of("KEY", "ALIAS", "TYPE", "STATE", "USES", "UNTIL")
            .map(Column::words)
            .toList();

    @Option(names = "--type", paramLabel = "TYPE", description = "Only those of this type, such as Ed25519.")
    private @Nullable String type;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those that are active, pending_rotation, archived or destroyed.")
    private @Nullable String state;

    @Option(names = "--alias", paramLabel = "NAME", description = "Only those that have this alias, or had it.")
    private @Nullable String alias;

    ListCommand(Terminal terminal) {
        super(terminal, "keys", "keys", COLUMNS);
    }

    @Override
    protected Query query() {
        return Query.none().with("key_type", type).with("key_state", state).with("alias", alias);
    }

    @Override
    protected List<String> row(KmsAnswer key) {
        return new KeyCard(key).row();
    }

    @Override
    protected String nothing() {
        return query().isEmpty() ? "There is no key yet. Make one by: keywright keys create" : "There is no such key.";
    }
}
