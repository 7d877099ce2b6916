package io.keywright.cli.receipts;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.cli.kms.Query;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a receipt. */
@Command(
        name = "show",
        header = "Show a receipt.",
        description = "keywright verify proves one: whether the ledger signed it, and holds it.")
final class ShowCommand extends ServiceCommand {

    private static final List<String> CONTEXT = List.of("key_id", "algorithm", "error_code", "change_digest");

    @Parameters(paramLabel = "ID", description = "The receipt's id, which each answer carries.")
    private UUID id = new UUID(0, 0);

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Whose; for auditors of the whole platform.")
    private @Nullable String tenant;

    ShowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get("receipts/" + id + Query.none().with("tenant_id", tenant == null ? usualTenant() : tenant));
    }

    @Override
    protected void print(KmsAnswer receipt) {
        terminal.line(receipt.text("receipt_id"));
        terminal.fact("time", receipt.text("ts"));
        terminal.fact(
                "scope",
                "%s / %s / %s"
                        .formatted(receipt.text("tenant_id"), receipt.text("environment"), receipt.text("plane")));
        terminal.fact("module", receipt.text("requesting_module"));
        terminal.fact("operation", receipt.text("operation"));
        KmsAnswer context = receipt.object("kms_context");
        terminal.fact("outcome", context.flag("success") ? "success" : "refused");
        CONTEXT.forEach(name -> context.optionalText(name)
                .filter(it -> !it.isEmpty())
                .ifPresent(it -> terminal.fact(name.replace('_', ' '), it)));
    }
}
