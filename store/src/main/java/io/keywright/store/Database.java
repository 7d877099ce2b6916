package io.keywright.store;

import io.keywright.core.journal.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** What differs between databases. Its schema is there and current once it is open. Safe from any thread. */
public interface Database extends AutoCloseable {

    /** The constraint of tables whose sums may not exceed their limits. */
    String LIMIT = "within_limit";

    /** A new connection to write with: in auto-commit, and its transactions exclude this node's other writers from their start. */
    Connection connectWriter() throws SQLException, StoreException;

    /**
     * Called first in each transaction that writes. Returns once no other node writes, and what others have committed can
     * be seen; none writes from then on until the transaction ends.
     *
     * @throws StoreException if this node may not write any more
     */
    void awaitTurn(Connection writer) throws SQLException, StoreException;

    /** The query by which {@link #awaitTurn} waits, for whoever sends another along with it; empty if it makes none. */
    Optional<String> turnQuery();

    /**
     * Reads the answer to {@link #turnQuery}.
     *
     * @throws StoreException if this node may not write any more
     */
    void takeTurn(ResultSet answer) throws SQLException, StoreException;

    /** A new connection to read with: in auto-commit, and unable to write. */
    Connection connectReader() throws SQLException, StoreException;

    /**
     * Copies all that is committed at one moment, while others write. Occupies its thread for as long as the disk takes.
     *
     * @param file must not be there
     * @return a connection to read the copy with, which leaves nothing beside it
     */
    Connection copyTo(Path file) throws SQLException, StoreException;

    /** Whether a statement may have arrays for parameters, and several statements be sent at once. */
    boolean takesArrays();

    /** Whether several nodes may work on it at once. */
    boolean isShared();

    /** The version of its schema. */
    int schema();

    /**
     * Passes if what is committed now will be found after a restart. Called within each transaction, so it must cost
     * microseconds.
     *
     * @throws StoreException if the database was moved away or replaced meanwhile
     */
    void checkInPlace() throws StoreException;

    /**
     * What {@code cause} means to an operator; a {@link io.keywright.core.journal.RejectedChangeException} if the database
     * works, and cannot take what was to be written; {@link io.keywright.core.journal.Overdrawn} if a sum exceeds its {@link
     * #LIMIT}.
     *
     * @param doing what was attempted, as in "write"
     */
    StoreException failure(String doing, SQLException cause);

    /** Whether a commit that failed so has certainly left nothing, also after a restart. */
    boolean leftNothing(SQLException failedCommit);

    @Override
    void close() throws StoreException;
}
