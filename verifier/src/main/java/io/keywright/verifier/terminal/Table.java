package io.keywright.verifier.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows below each other under headings; every column is as wide as what stands in it. Belongs to one thread. */
public final class Table {

    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A column.
     *
     * @param right whether what stands in it ends at its right edge, as numbers do
     */
    public record Column(String heading, boolean right) {

        /** Words. */
        public static Column words(String heading) {
            return new Column(heading, false);
        }

        /** Numbers. */
        public static Column numbers(String heading) {
            return new Column(heading, true);
        }
    }

    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Adds a row, a cell for each column; what others have written in it is made safe to print. */
    public Table row(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException("a row must have a cell for each column");
        }
        rows.add(cells.stream().map(Printable::of).toList());
        return this;
    }

    /** Writes headings and rows. */
    public void print(Terminal terminal) {
        List<String> headings = columns.stream().map(Column::heading).toList();
        terminal.line(terminal.styled(Style.BOLD, line(headings)));
        rows.forEach(row -> terminal.line(line(row)));
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            int padding = width(column) - length(cell);
            line.append(column == 0 ? "" : GAP);
            if (columns.get(column).right()) {
                line.append(" ".repeat(padding)).append(cell);
            } else {
                line.append(cell).append(" ".repeat(padding));
            }
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int widest = length(columns.get(column).heading());
        for (List<String> row : rows) {
            widest = Math.max(widest, length(row.get(column)));
        }
        return widest;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
