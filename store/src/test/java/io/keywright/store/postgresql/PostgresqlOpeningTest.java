package io.keywright.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keywright.core.journal.RejectedChangeException;
import io.keywright.core.journal.StoreException;
import io.keywright.store.Store;
import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.SharedPostgresql;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Only our own schema, and a server that keeps what it acknowledges, is opened; connections can do what they are for. */
@ExtendWith(SharedPostgresql.class)
class PostgresqlOpeningTest {

    @TempDir
    Path folder;

    private Postgresql server;
    private OwnSchema schema;

    @BeforeEach
    void start(Postgresql shared) throws SQLException {
        server = shared;
        schema = new OwnSchema(shared, "opening");
        schema.drop();
    }

    private void refuses(String... why) {
        refuses(schema.address(), why);
    }

    private static void refuses(DatabaseAddress address, String... why) {
        assertThatThrownBy(() -> PostgresqlDatabase.open(address))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(why);
    }

    @Test
    void aSchemaOfAnotherProgramIsLeftAsItIs() throws Exception {
        schema.execute("CREATE SCHEMA opening");
        schema.execute("CREATE TABLE opening.tenants (theirs integer)");
        refuses("another program's", "keywright.postgresql.schema");
        schema.execute("SELECT theirs FROM opening.tenants");
    }

    @Test
    void aSchemaOfANewerVersionIsRefused() throws Exception {
        PostgresqlDatabase.open(schema.address()).close();
        schema.execute("UPDATE store_header SET version = 999, oldest = 999");
        refuses("newer Keywright (schema 999");
    }

    @Test
    void aSchemaThatNewerNodesHaveOnlyAddedToIsWorkedWith() throws Exception {
        PostgresqlDatabase.open(schema.address()).close();
        schema.execute("UPDATE store_header SET version = 999");
        PostgresqlDatabase.open(schema.address()).close();
        assertThat(schema.number("SELECT version FROM store_header")).isEqualTo(999);
    }

    @Test
    void aDatabaseThatIsNotThereAndAServerThatIsNotAreToldApart() {
        DatabaseAddress there = schema.address();
        refuses(
                new DatabaseAddress(
                        there.hosts(), "missing", "opening", there.user(), Optional.empty(), Optional.empty()),
                "no such database");
        refuses(schema.address(1), "127.0.0.1:1", "does not answer");
        refuses(
                new DatabaseAddress(
                        there.hosts(), there.database(), "opening", "nobody", Optional.empty(), Optional.empty()),
                "does not admit the user");
    }

    @Test
    void aHostThatAnswersNothingIsPassedOverAndNotAskedFirstAgain() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket waiting = new Socket(silent.getInetAddress(), silent.getLocalPort());
                Socket full = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
            assertThat(waiting.isConnected() && full.isConnected()).isTrue();
            long began = System.nanoTime();
            try (PostgresqlDatabase database =
                    PostgresqlDatabase.open(schema.address(List.of(silent.getLocalPort(), server.port())))) {
                assertThat(since(began)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
                long second = System.nanoTime();
                database.connectReader().close();
                assertThat(since(second)).isLessThan(Duration.ofSeconds(2));
            }
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @Test
    void aServerWithoutTlsIsNoneForWhoWantsIt() throws Exception {
        Path authority = Files.writeString(folder.resolve("ca.pem"), "");
        DatabaseAddress there = schema.address();
        assertThatThrownBy(() -> PostgresqlDatabase.open(new DatabaseAddress(
                        there.hosts(),
                        there.database(),
                        "opening",
                        there.user(),
                        Optional.empty(),
                        Optional.of(authority))))
                .isInstanceOf(StoreException.class)
                .rootCause()
                .hasMessageContaining("SSL");
    }

    @Test
    void aPasswordThatCannotBeReadIsNamedByItsFileAlone() {
        DatabaseAddress there = schema.address();
        refuses(
                new DatabaseAddress(
                        there.hosts(),
                        there.database(),
                        "opening",
                        there.user(),
                        Optional.of(folder.resolve("none")),
                        Optional.empty()),
                folder.resolve("none").toString());
    }

    @Test
    void aSchemaThatNamesAnotherOneInTheOptionsOfAConnectionIsNone() {
        assertThatThrownBy(() -> new OwnSchema(server, "x -c role=postgres").address())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsToBeReadCannotBeWrittenAndIsAsItWasAtTheFirstStatement() throws Exception {
        try (PostgresqlDatabase database = PostgresqlDatabase.open(schema.address());
                Connection reader = database.connectReader();
                Statement statement = reader.createStatement()) {
            assertThatThrownBy(() -> statement.execute("DELETE FROM tenants"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("read-only");
            try (ResultSet row = statement.executeQuery("SHOW transaction_isolation")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("repeatable read");
            }
        }
    }

    @Test
    void aCommitIsDurableEvenWhereTheServerWouldNotWaitForItsDisk() throws Exception {
        schema.execute("ALTER ROLE " + Postgresql.USER + " SET synchronous_commit = off");
        try (PostgresqlDatabase database = PostgresqlDatabase.open(schema.address());
                Connection writer = database.connectWriter();
                Statement statement = writer.createStatement();
                ResultSet row = statement.executeQuery("SHOW synchronous_commit")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("on");
        } finally {
            schema.execute("ALTER ROLE " + Postgresql.USER + " RESET synchronous_commit");
        }
    }

    @Test
    void whatTheSchemaForbidsIsOfTheChangeAndShowsNothingOfTheRow() throws Exception {
        try (PostgresqlDatabase database = PostgresqlDatabase.open(schema.address());
                Connection writer = database.connectWriter();
                Statement statement = writer.createStatement()) {
            SQLException refused = catchThrowableOfType(
                    SQLException.class,
                    () -> statement.execute(
                            "INSERT INTO row_key (id, key_id, provider, wrapped) VALUES (2, 'x', 'secret', 'y')"));
            assertThat(database.failure("write", refused))
                    .isInstanceOf(RejectedChangeException.class)
                    .message()
                    .doesNotContain("secret");
            assertThat(database.leftNothing(refused)).isTrue();
            assertThat(database.leftNothing(new SQLException("gone", "08006"))).isFalse();
            assertThat(database.leftNothing(new SQLException("nothing said"))).isFalse();
        }
    }

    @Test
    void aCopyIsRefusedWithAWordOnWhatToDo() throws Exception {
        try (Store store = new Store(PostgresqlDatabase.open(schema.address()))) {
            assertThatThrownBy(() -> store.snapshots().copyTo(folder.resolve("copy")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("PostgreSQL's own means");
        }
    }
}
