package io.keywright.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.integrity.RowGuard;
import io.keywright.core.integrity.RowKeys;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.root.RootProviderException;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.server.harness.SmallLedger;
import io.keywright.store.Store;
import io.keywright.store.postgresql.DatabaseAddress;
import io.keywright.store.postgresql.PostgresqlDatabase;
import io.keywright.testkit.Samples;
import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.SharedPostgresql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A node that starts on PostgreSQL knows rows that were set back from those that another node changes meanwhile. */
@ExtendWith(SharedPostgresql.class)
class SetBackRowsTest {

    private static final Caller ADMIN = SmallLedger.caller("acme", "admin");
    private static final Scope SCOPE = Samples.scope("acme");

    @TempDir
    private Path folder;

    private final Samples samples = new Samples(1);
    private final String schema = "set_back_" + UUID.randomUUID().toString().replace('-', '_');
    private DatabaseAddress address;
    private SmallLedger node;

    @BeforeEach
    void start(Postgresql server) throws Exception {
        address = new DatabaseAddress(
                List.of(new DatabaseAddress.Host(Postgresql.HOST, server.port())),
                Postgresql.DATABASE,
                schema,
                Postgresql.USER,
                Optional.empty(),
                Optional.empty());
        node = new SmallLedger(folder, PostgresqlDatabase.open(address));
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    private KeyMetadata key() {
        StoredKey key = samples.key(SCOPE, "signing");
        record(Operation.GENERATE, new KeyChange.Created(key));
        return key.metadata();
    }

    private void archive(KeyMetadata key) {
        record(Operation.ARCHIVE, new KeyChange.Moved(key.in(KeyState.ARCHIVED), key, Samples.START));
    }

    private void record(Operation operation, Change change) {
        node.recorder.succeeded(Attempt.of(ADMIN, operation), change).join();
    }

    private static KeyState state(Store store, KeyMetadata key) throws StoreException {
        return store.keys()
                .key(SCOPE, new KeyReference.ById(key.keyId()))
                .orElseThrow()
                .metadata()
                .keyState();
    }

    private void alter(Postgresql server, String... statements) throws Exception {
        String url = "jdbc:postgresql://" + Postgresql.HOST + ":" + server.port() + "/" + Postgresql.DATABASE
                + "?currentSchema=" + schema;
        try (Connection connection = DriverManager.getConnection(url, Postgresql.USER, "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void aKeyThatWasSetBackWhileNoNodeRanIsRefusedFromTheFirstReadingOn(Postgresql server) throws Exception {
        KeyMetadata key = key();
        alter(server, "CREATE TABLE old AS SELECT * FROM row_tags");
        archive(key);
        stop();
        alter(
                server,
                "UPDATE keys SET key_state = 'active'",
                "UPDATE row_tags SET (idx, mac) = (SELECT idx, mac FROM old WHERE old.kind = row_tags.kind AND old.id = row_tags.id)"
                        + " WHERE EXISTS (SELECT 1 FROM old WHERE old.kind = row_tags.kind AND old.id = row_tags.id)");
        start(server);
        assertThatThrownBy(() -> state(node.store, key))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", RowGuard.REASON));
        assertThat(node.guards.told()).containsExactly("key " + key.keyId() + ": receipt 2 has changed it since");
    }

    @Test
    void aKeyThatAnotherNodeChangesDuringTheFirstReadingIsServed() throws Exception {
        KeyMetadata key = key();
        Starting starting = new Starting(() -> archive(key));
        try (Store store = starting.store) {
            assertThat(state(store, key)).isEqualTo(KeyState.ARCHIVED);
        }
        assertThat(node.guards.told()).containsExactly("0 tagged");
    }

    /** Another node, which opens the row key when it first reads a row; something happens just before. */
    private final class Starting {

        final Store store;
        private final RowGuard guard;
        private final Runnable before;

        Starting(Runnable before) throws Exception {
            this.before = before;
            this.guard = new RowGuard(this::open, node.guards);
            this.store = new Store(PostgresqlDatabase.open(address), Clock.systemUTC(), guard);
        }

        private void open() {
            before.run();
            try {
                new RowKeys(store.rowKeys(), node.roots, new CryptoEngine(node.crypto), node.recorder, node.guards)
                        .open(guard, () -> {});
            } catch (StoreException | RootProviderException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
