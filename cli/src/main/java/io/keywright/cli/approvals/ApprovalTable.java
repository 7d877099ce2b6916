package io.keywright.cli.approvals;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.terminal.Printable;
import io.keywright.cli.terminal.Style;
import io.keywright.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Approvals below each other, a line for each; every column is as wide as what stands in it. */
record ApprovalTable(Terminal terminal) {

    private static final List<String> HEADINGS =
            List.of("ID", "STATE", "OPERATION", "KEY", "REQUESTER", "EXPIRES", "REASON");
    private static final int MOST_OF_A_REASON = 60;
    private static final String GAP = "  ";

    void print(List<KmsAnswer> approvals) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
        approvals.forEach(approval -> rows.add(row(new Approval(approval))));
        List<Integer> widths = widths(rows);
        terminal.line(terminal.styled(Style.BOLD, line(rows.removeFirst(), widths)));
        rows.forEach(row -> terminal.line(line(row, widths)));
    }

    private static List<String> row(Approval approval) {
        return List.of(
                approval.id(),
                approval.state(),
                approval.operation(),
                approval.key().orElse("-"),
                approval.requester().brief(),
                approval.expires(),
                Printable.cut(approval.reason(), MOST_OF_A_REASON));
    }

    private static List<Integer> widths(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < HEADINGS.size(); column++) {
            int each = column;
            widths.add(
                    rows.stream().mapToInt(row -> row.get(each).length()).max().orElse(0));
        }
        return widths;
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell).repeat(' ', widths.get(column) - cell.length()).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
