package io.keywright.store;

import io.keywright.store.Session.RowReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
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
    public <T> List<List<T>> insert(List<Rows> tables, RowReader<T> reader) throws SQLException {
        List<Rows> filled = filled(tables);
        if (filled.isEmpty()) {
            return Collections.nCopies(tables.size(), List.of());
        }
        List<List<T>> answers = answers(send(filled, ""), filled.size(), reader);
        return tables.stream()
                .map(rows -> filled.contains(rows) ? answers.get(filled.indexOf(rows)) : List.<T>of())
                .toList();
    }

    private static <T> List<List<T>> answers(PreparedStatement sent, int count, RowReader<T> reader)
            throws SQLException {
        List<List<T>> answers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            try (ResultSet answer = sent.getResultSet()) {
                answers.add(Session.all(answer, reader));
            }
            sent.getMoreResults();
        }
        return answers;
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
    private PreparedStatement send(List<Rows> filled, String then) throws SQLException {
        PreparedStatement statement =
                session.prepared(filled.stream().map(Rows::many).collect(Collectors.joining(";", "", ";" + then)));
        int parameter = 1;
        for (Rows rows : filled) {
            for (int column = 0; column < rows.columns().size(); column++) {
                statement.setArray(parameter++, session.array(rows.columns().get(column), rows.values(column)));
            }
        }
        statement.execute();
        filled.forEach(Rows::clear);
        return statement;
    }
}
