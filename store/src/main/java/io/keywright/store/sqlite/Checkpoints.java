package io.keywright.store.sqlite;

import io.keywright.core.journal.StoreException;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Writes the log back into the database beside the commits, a little at a time, so that no commit waits long for it:
 * what begins the log anew is still a commit, which then finds little left to write. Where this fails, commits do all of
 * it, and say so if they fail too.
 */
final class Checkpoints implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final DatabaseFile file;
    private final Connection connection;
    private final Supervised thread;

    /** @param connection used by this alone until it is closed */
    Checkpoints(DatabaseFile file, Connection connection, Supervisor supervisor) {
        this.file = file;
        this.connection = connection;
        this.thread = supervisor.start(Thread.ofPlatform().daemon().name("checkpoints"), this::run);
    }

    private void run() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        try (Statement statement = connection.createStatement()) {
            file.checkInPlace();
            statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
        } catch (SQLException | StoreException e) {
            // The next commit meets the same trouble, and is asked by somebody who can be told.
        }
    }

    /** Waits for what is under way. */
    @Override
    public void close() {
        thread.close();
    }
}
