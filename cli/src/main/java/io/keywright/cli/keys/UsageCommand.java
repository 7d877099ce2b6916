package io.keywright.cli.keys;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.cli.kms.Query;
import io.keywright.verifier.terminal.Table;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows who uses a key. */
@Command(
        name = "usage",
        header = "Show who uses a key: by day, module and operation.",
        description =
                "Each version of a key has uses of its own. They are told from its receipts, and each line names the last.")
final class UsageCommand extends ServiceCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.words("DAY"),
            Column.words("MODULE"),
            Column.words("OPERATION"),
            Column.numbers("USES"),
            Column.numbers("REFUSED"),
            Column.words("LAST RECEIPT"));

    @Mixin
    private KeyParameter key = new KeyParameter();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Not earlier, such as 2026-11-01 (default: 30 days ago).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Earlier (default: now).")
    private @Nullable String to;

    UsageCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected void check() {
        key.path();
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get(
                key.path() + "/usage" + Query.none().with("from", from).with("to", to));
    }

    @Override
    protected void print(KmsAnswer answer) {
        terminal.line("%s, %s, used %,d times since %s"
                .formatted(
                        answer.text("key_id"),
                        answer.text("key_state"),
                        answer.number("total_uses"),
                        answer.text("from")));
        answer.optionalNumber("encryptions")
                .ifPresent(made -> terminal.line("Encrypted %,d times; at most %,d times are safe with one key."
                        .formatted(made, answer.number("encryption_limit"))));
        List<KmsAnswer> days = answer.objects("days");
        if (!days.isEmpty()) {
            Table table = new Table(COLUMNS);
            days.forEach(day -> table.row(row(day)));
            table.print(terminal);
        }
    }

    private static List<String> row(KmsAnswer day) {
        return List.of(
                day.text("day"),
                day.text("module"),
                day.text("operation"),
                String.valueOf(day.number("uses")),
                String.valueOf(day.number("refused")),
                day.text("last_receipt_id"));
    }
}
