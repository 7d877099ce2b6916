package io.keywright.store;

import java.sql.SQLException;
import java.util.List;

/** Row by row, into a database in this process. */
record SingleInserts(Session session) implements Inserts {

    @Override
    public void insert(List<Rows> tables) throws SQLException {
        for (Rows rows : tables) {
            if (!rows.isEmpty()) {
                session.updateEach(rows.one(), rows.parameters());
                rows.clear();
            }
        }
    }

    @Override
    public void insertLast(List<Rows> tables) throws SQLException {
        insert(tables);
    }

    @Override
    public void complete() {}
}
