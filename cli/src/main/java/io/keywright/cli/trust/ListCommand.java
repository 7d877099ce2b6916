package io.keywright.cli.trust;

import io.keywright.cli.command.TableCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists trust anchors. */
@Command(
        name = "list",
        header = "List the authorities that your scope trusts.",
        description = "Those of the platform are seen by platform identities.")
final class ListCommand extends TableCommand {

    private static final List<Column> COLUMNS = Stream.of("ANCHOR", "TYPE", "PLANES", "UNTIL", "SUBJECT")
            .map(Column::words)
            .toList();

    @Option(names = "--all", description = "Those that were retired, too.")
    private boolean all;

    ListCommand(Terminal terminal) {
        super(terminal, "trust_anchors", COLUMNS);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get(all ? "trust-anchors?state=all" : "trust-anchors");
    }

    @Override
    protected List<String> row(KmsAnswer item) {
        return new Anchor(item).row();
    }

    @Override
    protected String nothing() {
        return "Your scope has no authorities of its own. Add one by: keywright trust add";
    }
}
