package io.keywright.cli.authorities;

import io.keywright.cli.command.TableCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Lists authorities. */
@Command(name = "list", header = "List the authorities of your scope.")
final class ListCommand extends TableCommand {

    private static final List<Column> COLUMNS =
            Stream.of("AUTHORITY", "NAME", "STATE", "KEY").map(Column::words).toList();

    ListCommand(Terminal terminal) {
        super(terminal, "authorities", COLUMNS);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get("authorities");
    }

    @Override
    protected List<String> row(KmsAnswer item) {
        return new AuthorityCard(item).row();
    }

    @Override
    protected String nothing() {
        return "There is no authority yet. Make one by: keywright authorities create";
    }
}
