package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.Samples;
import io.keywright.testkit.store.Guards;
import io.keywright.testkit.store.StoreContract;
import io.keywright.testkit.store.StorePorts;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest implements StoreContract {

    @TempDir
    Path folder;

    private Store store;
    private Instant now = Samples.START;

    @BeforeEach
    void open() throws StoreException {
        store = new Store(SqliteDatabase.open(folder), () -> now, new Guards().guard());
    }

    @AfterEach
    void close() throws StoreException {
        store.close();
    }

    @Override
    public StorePorts store() {
        return Ports.of(store);
    }

    @Override
    public void setTime(Instant time) {
        now = time;
    }

    @Override
    public void reopen() throws StoreException {
        close();
        open();
    }
}
