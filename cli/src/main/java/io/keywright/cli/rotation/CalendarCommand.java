package io.keywright.cli.rotation;

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

/** Lists what is due. */
@Command(
        name = "calendar",
        header = "List which keys, tenants' roots and key of the ledger are due for rotation when, the next first.")
final class CalendarCommand extends ListingCommand {

    private static final List<Column> COLUMNS = Stream.of("DUE", "TENANT", "KEY", "ALIAS", "TYPE", "OUTLOOK")
            .map(Column::words)
            .toList();

    @Option(names = "--to", paramLabel = "TIME", description = "Only those that are due until then.")
    private @Nullable String to;

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "Only this tenant's; for the platform's identities.")
    private @Nullable String tenant;

    CalendarCommand(Terminal terminal) {
        super(terminal, "rotation/calendar", "rotations", COLUMNS);
    }

    @Override
    protected Query query() {
        return Query.none()
                .with("tenant_id", tenant == null ? usualTenant() : tenant)
                .with("to", to);
    }

    @Override
    protected List<String> row(KmsAnswer due) {
        return List.of(
                due.text("due_at"),
                due.text("tenant_id"),
                due.optionalText("key_id").orElseGet(() -> other(due)),
                due.optionalText("key_alias").orElse("-"),
                due.optionalText("key_type").orElse("-"),
                due.flag("overdue") ? due.text("outlook") + ", overdue" : due.text("outlook"));
    }

    private static String other(KmsAnswer due) {
        return due.optionalText("ledger_key").isPresent()
                ? "the ledger's key"
                : "root, version " + due.number("root_version");
    }

    @Override
    protected String nothing() {
        return "Nothing is due.";
    }
}
