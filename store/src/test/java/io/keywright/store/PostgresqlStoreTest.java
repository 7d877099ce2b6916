package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.store.postgresql.OwnSchema;
import io.keywright.store.postgresql.PostgresqlDatabase;
import io.keywright.testkit.Samples;
import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.SharedPostgresql;
import io.keywright.testkit.store.Guards;
import io.keywright.testkit.store.StoreContract;
import io.keywright.testkit.store.StorePorts;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgresql.class)
class PostgresqlStoreTest implements StoreContract {

    private OwnSchema schema;
    private Store store;
    private Instant now = Samples.START;

    @BeforeEach
    void start(Postgresql server) throws SQLException, StoreException {
        schema = new OwnSchema(server, "contract");
        schema.empty();
        open();
    }

    private void open() throws StoreException {
        store = new Store(PostgresqlDatabase.open(schema.address()), () -> now, new Guards().guard());
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
