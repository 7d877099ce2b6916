package io.keywright.cli.provider;

import io.keywright.cli.command.TableCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists root providers. */
@Command(
        name = "list",
        header = "List the service's root providers, and how they do.",
        description = {
            "A provider whose breaker is open failed too often, and is not asked for some seconds. This asks none of them; keywright"
                    + " provider validate does."
        })
final class ListCommand extends TableCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.words("NAME"),
            Column.words("TYPE"),
            Column.words("STATUS"),
            Column.words("BREAKER"),
            Column.words("LAST SUCCESS"),
            Column.numbers("MS"),
            Column.words("DETAIL"));
    private static final String NONE = "-";

    ListCommand(Terminal terminal) {
        super(terminal, "providers", COLUMNS);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get("health/kms");
    }

    @Override
    protected List<String> row(KmsAnswer provider) {
        return List.of(
                provider.text("name"),
                provider.text("type"),
                provider.text("status"),
                provider.text("breaker"),
                provider.optionalText("last_success").orElse(NONE),
                provider.optionalNumber("latency_ms").map(String::valueOf).orElse(NONE),
                provider.optionalText("detail").orElse(NONE));
    }
}
