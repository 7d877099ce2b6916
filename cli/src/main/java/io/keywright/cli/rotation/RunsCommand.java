package io.keywright.cli.rotation;

import io.keywright.cli.command.ListingCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.Query;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists runs. */
@Command(name = "runs", header = "List runs of automatic rotation, newest first.")
final class RunsCommand extends ListingCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.words("RUN"),
            Column.words("BEGAN"),
            Column.words("ENDED"),
            Column.numbers("ROTATED"),
            Column.numbers("FAILED"),
            Column.numbers("SKIPPED"));

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "Only this tenant's; for the platform's identities.")
    private @Nullable String tenant;

    RunsCommand(Terminal terminal) {
        super(terminal, "rotation/runs", "runs", COLUMNS);
    }

    @Override
    protected Query query() {
        return Query.none().with("tenant_id", tenant == null ? usualTenant() : tenant);
    }

    @Override
    protected List<String> row(KmsAnswer run) {
        return List.of(
                run.text("run_id"),
                run.text("started_at"),
                run.optionalText("ended_at").orElse("-"),
                String.valueOf(run.number("rotated")),
                String.valueOf(run.number("failed")),
                String.valueOf(run.number("skipped")));
    }

    @Override
    protected String nothing() {
        return "There was no run yet.";
    }
}
