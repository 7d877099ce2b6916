package io.keywright.cli.compliance;

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

/** Lists open findings. */
@Command(name = "findings", header = "List what is not as the rules want it, and what to do about it.")
final class FindingsCommand extends ListingCommand {

    private static final List<Column> COLUMNS = Stream.of(
                    "SINCE", "SEVERITY", "CHECK", "TENANT", "SUBJECT", "DETAIL", "REMEDY")
            .map(Column::words)
            .toList();

    @Option(names = "--check", paramLabel = "CHECK", description = "Only what this check finds: rotation_overdue, ...")
    private @Nullable String check;

    @Option(names = "--severity", paramLabel = "SEVERITY", description = "Only these: high, medium or low.")
    private @Nullable String severity;

    @Option(
            names = "--subject-type",
            paramLabel = "TYPE",
            description = "Only of these: key, approval, trust_anchor, tenant, certificate or survey.")
    private @Nullable String subjectType;

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "Only this tenant's; for the platform's identities.")
    private @Nullable String tenant;

    FindingsCommand(Terminal terminal) {
        super(terminal, "compliance/findings", "findings", COLUMNS);
    }

    @Override
    protected Query query() {
        return Query.none()
                .with("tenant_id", tenant == null ? usualTenant() : tenant)
                .with("check", check)
                .with("severity", severity)
                .with("subject_type", subjectType);
    }

    @Override
    protected List<String> row(KmsAnswer finding) {
        return List.of(
                finding.text("since"),
                finding.text("severity"),
                finding.text("check"),
                finding.text("tenant_id"),
                finding.text("subject"),
                finding.text("detail"),
                finding.text("remedy"));
    }

    @Override
    protected String nothing() {
        return "Nothing was found.";
    }
}
