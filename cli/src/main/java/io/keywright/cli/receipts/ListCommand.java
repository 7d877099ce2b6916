package io.keywright.cli.receipts;

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

/** Lists receipts. */
@Command(name = "list", header = "List your tenant's receipts, newest first.")
final class ListCommand extends ListingCommand {

    private static final List<Column> COLUMNS = Stream.of("RECEIPT", "TIME", "MODULE", "OPERATION", "KEY", "OUTCOME")
            .map(Column::words)
            .toList();

    @Option(names = "--key-id", paramLabel = "KEY", description = "Only those of this key, an id or alias/NAME.")
    private @Nullable String key;

    @Option(names = "--operation", paramLabel = "NAME", description = "Only those of this, such as signature_created.")
    private @Nullable String operation;

    @Option(names = "--module", paramLabel = "MODULE", description = "Only those of what this module asked for.")
    private @Nullable String module;

    @Option(names = "--outcome", paramLabel = "OUTCOME", description = "Only success, or only refused.")
    private @Nullable String outcome;

    @Option(names = "--from", paramLabel = "TIME", description = "Only those since then: a day, or a time in UTC.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only those until then; a day counts to its end.")
    private @Nullable String to;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Whose; for auditors of the whole platform.")
    private @Nullable String tenant;

    ListCommand(Terminal terminal) {
        super(terminal, "receipts", "receipts", COLUMNS);
    }

    @Override
    protected Query query() {
        return Query.none()
                .with("tenant_id", tenant == null ? usualTenant() : tenant)
                .with("key_id", key)
                .with("operation", operation)
                .with("module", module)
                .with("outcome", outcome)
                .with("from", from)
                .with("to", to);
    }

    @Override
    protected List<String> row(KmsAnswer receipt) {
        KmsAnswer context = receipt.object("kms_context");
        return List.of(
                receipt.text("receipt_id"),
                receipt.text("ts"),
                receipt.text("requesting_module"),
                receipt.text("operation"),
                context.optionalText("key_id").filter(it -> !it.isEmpty()).orElse("-"),
                context.flag("success")
                        ? "success"
                        : context.optionalText("error_code").orElse("refused"));
    }

    @Override
    protected String nothing() {
        return query().isEmpty() ? "There are no receipts yet." : "There are no such receipts.";
    }
}
