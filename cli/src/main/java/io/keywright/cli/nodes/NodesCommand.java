package io.keywright.cli.nodes;

import io.keywright.cli.command.TableCommand;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists nodes. */
@Command(name = "nodes", header = "List the nodes of the installation, and which of them does the chores.")
public final class NodesCommand extends TableCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.words("NODE"),
            Column.words("STATE"),
            Column.words("CHORES"),
            Column.words("URL"),
            Column.words("VERSION"),
            Column.numbers("SCHEMA"),
            Column.words("STARTED"),
            Column.words("SEEN"));

    public NodesCommand(Terminal terminal) {
        super(terminal, "nodes", COLUMNS);
    }

    @Override
    protected KmsAnswer ask(KmsClient client) throws IOException, InterruptedException {
        return client.get("admin/nodes");
    }

    @Override
    protected List<String> row(KmsAnswer node) {
        return List.of(
                node.text("name") + (node.flag("self") ? " *" : ""),
                node.text("state"),
                node.flag("chores") ? "yes" : "-",
                node.optionalText("url").orElse("-"),
                node.text("version"),
                String.valueOf(node.number("schema")),
                node.text("started_at"),
                node.text("seen_at"));
    }
}
