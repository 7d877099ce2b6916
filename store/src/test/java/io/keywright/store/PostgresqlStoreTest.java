package io.keywright.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Node;
import io.keywright.store.postgresql.OwnSchema;
import io.keywright.store.postgresql.PostgresqlDatabase;
import io.keywright.testkit.Samples;
import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.SharedPostgresql;
import io.keywright.testkit.store.Guards;
import io.keywright.testkit.store.StoreContract;
import io.keywright.testkit.store.StorePorts;
import io.keywright.testkit.store.ToldExportContract;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedPostgresql.class)
class PostgresqlStoreTest implements StoreContract, ToldExportContract {

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

    @Test
    void aNodeHearsTheTimeOfTheDatabase() throws Exception {
        Node node = new Node(new UUID(1, 1), "a", Optional.empty(), "1", 1, Samples.START, Samples.START);
        for (int beats = 0; beats < 2; beats++) {
            Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            assertThat(store.nodes().keep(node)).isBetween(before, Instant.now());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no url at all",
                "http://a.example",
                "https://a.example/elsewhere",
                "https://user@a.example",
                "https://a.example?to=b",
                "file:///etc/passwd",
                "https://"
            })
    void aUrlInARowThatNoNodeMayHaveCountsAsNone(String url) throws Exception {
        store.nodes()
                .keep(new Node(
                        new UUID(1, 1),
                        "a",
                        Optional.of(URI.create("https://a.example:8443")),
                        "1",
                        1,
                        Samples.START,
                        Samples.START));
        assertThat(store.nodes().nodes())
                .allSatisfy(node -> assertThat(node.url()).isPresent());
        schema.execute("UPDATE " + schema.name() + ".nodes SET url = '" + url + "'");
        assertThat(store.nodes().nodes())
                .singleElement()
                .satisfies(node -> assertThat(node.url()).isEmpty());
    }
}
