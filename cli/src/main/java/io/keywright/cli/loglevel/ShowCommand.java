package io.keywright.cli.loglevel;

import io.keywright.cli.command.TableCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Shows how much the log tells. */
@Command(name = "show", header = "Show how much the log of the node that answers tells, and until when.")
final class ShowCommand extends TableCommand {

    private static final List<Column> COLUMNS =
            Stream.of("CATEGORY", "LEVEL", "UNTIL").map(Column::words).toList();

    ShowCommand(Terminal terminal) {
        super(terminal, "levels", COLUMNS);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get("admin/log-levels");
    }

    @Override
    protected List<String> row(KmsAnswer level) {
        return List.of(
                level.text("category"),
                level.text("level"),
                level.optionalText("until").orElse("-"));
    }
}
