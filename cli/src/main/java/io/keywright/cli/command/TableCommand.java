package io.keywright.cli.command;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Table;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;

/** A command that shows a list that a service answers with in a table, a line for each. */
public abstract class TableCommand extends ServiceCommand {

    private final String member;
    private final List<Column> columns;

    /** @param member of the answer that holds the list */
    protected TableCommand(Terminal terminal, String member, List<Column> columns) {
        super(terminal);
        this.member = member;
        this.columns = List.copyOf(columns);
    }

    /** The cells of one line. */
    protected abstract List<String> row(KmsAnswer item);

    /** What to say where there is nothing to list. */
    protected String nothing() {
        return "There is none.";
    }

    @Override
    protected void print(KmsAnswer answer) {
        List<KmsAnswer> items = answer.objects(member);
        if (items.isEmpty()) {
            terminal.line(nothing());
            return;
        }
        Table table = new Table(columns);
        items.forEach(item -> table.row(row(item)));
        table.print(terminal);
    }
}
