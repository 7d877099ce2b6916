package io.keywright.store;

import io.keywright.store.Session.RowReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Row by row, into a database in this process. */
record SingleInserts(Session session) implements Inserts {

    @Override
    public void insert(List<Rows> tables) throws SQLException {
        for (Rows rows : tables) {
            if (!rows.isEmpty()) {
                session.updateEach(rows.one(), rows.all());
                rows.clear();
            }
        }
    }

    @Override
    public <T> List<List<T>> insert(List<Rows> tables, RowReader<T> reader) throws SQLException {
        List<List<T>> read = new ArrayList<>();
        for (Rows rows : tables) {
            List<T> answers = new ArrayList<>();
            for (@Nullable Object[] row : rows.all()) {
                answers.addAll(session.list(rows.one(), reader, row));
            }
            read.add(answers);
            rows.clear();
        }
        return read;
    }

    @Override
    public void insertLast(List<Rows> tables) throws SQLException {
        insert(tables);
    }

    @Override
    public void complete() {}
}
