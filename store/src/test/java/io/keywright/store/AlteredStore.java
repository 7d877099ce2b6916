package io.keywright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.Change;
import io.keywright.core.journal.StoreException;
import io.keywright.model.KeywrightException;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.Samples;
import io.keywright.testkit.store.Guards;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A guarded store, and whoever writes into its database beside it. */
final class AlteredStore implements AutoCloseable {

    private final Path folder;
    private final Store store;

    AlteredStore(Path folder) throws StoreException {
        this.folder = folder;
        this.store = new Store(SqliteDatabase.open(folder), () -> Samples.START, new Guards().guard());
    }

    Store store() {
        return store;
    }

    /** What the service itself does. */
    void apply(Change change) throws StoreException {
        store.journal()
                .transaction(
                        transaction -> assertThat(transaction.apply(change)).isTrue());
    }

    /** What another program does, to at least one row. */
    void alter(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    static void refused(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", "row_integrity"));
    }

    @Override
    public void close() throws StoreException {
        store.close();
    }
}
