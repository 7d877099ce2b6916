package io.keywright.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All rows of all tables in one journey to a database that is far away, with an array for each column; the last ones of a
 * transaction together with its commit.
 */
final class ArrayInserts implements Inserts {

    private final Session session;
    private List<Rows> last = List.of();

    ArrayInserts(Session session) {
        this.session = session;
    }

    @Override
    public void insert(List<Rows> tables) throws SQLException {
        List<Rows> filled = filled(tables);
        if (!filled.isEmpty()) {
            send(filled, "");
        }
    }

    @Override
    public void insertLast(List<Rows> tables) {
        last = tables;
    }

    /** The driver learns from the server's answer that the transaction has ended. */
    @Override
    public void complete() throws SQLException {
        List<Rows> filled = filled(last);
        last = List.of();
        if (!filled.isEmpty()) {
            send(filled, "COMMIT");
        }
    }

    private static List<Rows> filled(List<Rows> tables) {
        return tables.stream().filter(rows -> !rows.isEmpty()).toList();
    }

    /** @param then a statement more; empty for none */
    private void send(List<Rows> filled, String then) throws SQLException {
        PreparedStatement statement =
                session.prepared(filled.stream().map(Rows::many).collect(Collectors.joining(";", "", ";" + then)));
        int parameter = 1;
        for (Rows rows : filled) {
            for (int column = 0; column < rows.columns().size(); column++) {
                statement.setArray(parameter++, session.array(rows.columns().get(column), rows.values(column)));
            }
            for (Object value : rows.whereThere()) {
                statement.setObject(parameter++, value);
            }
        }
        statement.execute();
        filled.forEach(Rows::clear);
    }
}
