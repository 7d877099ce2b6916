package io.keywright.cli.trust;

import io.keywright.cli.command.ServiceCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Table;
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
final class ListCommand extends ServiceCommand {

    private static final List<Column> COLUMNS = Stream.of("ANCHOR", "TYPE", "PLANES", "UNTIL", "SUBJECT")
            .map(Column::words)
            .toList();

    @Option(names = "--all", description = "Those that were retired, too.")
    private boolean all;

    ListCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get(all ? "trust-anchors?state=all" : "trust-anchors");
    }

    @Override
    protected void print(KmsAnswer answer) {
        List<KmsAnswer> anchors = answer.objects("trust_anchors");
        if (anchors.isEmpty()) {
            terminal.line("Your scope has no authorities of its own. Add one by: keywright trust add");
            return;
        }
        Table table = new Table(COLUMNS);
        anchors.forEach(each -> table.row(new Anchor(each).row()));
        table.print(terminal);
    }
}
