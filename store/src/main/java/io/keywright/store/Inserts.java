package io.keywright.store;

import java.sql.SQLException;
import java.util.List;

/** How rows that were kept back get into a database. Each leaves the tables that it was given empty. */
interface Inserts {

    void insert(List<Rows> tables) throws SQLException;

    /** The same as the last step of a transaction, at {@link #complete} at the latest. */
    void insertLast(List<Rows> tables) throws SQLException;

    /** Does what {@link #insertLast} has left to do. The transaction may be committed then. */
    void complete() throws SQLException;
}
