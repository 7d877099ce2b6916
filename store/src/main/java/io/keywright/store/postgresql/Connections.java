package io.keywright.store.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.journal.StoreException;
import io.keywright.store.postgresql.DatabaseAddress.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Opens connections to one database, on whichever host is the primary: a standby may not have everything yet. The server ends
 * those whose client is gone within half a minute, and with them their locks.
 */
final class Connections {

    /** A host that answers nothing costs as long, once for each connection until another host is the primary. */
    private static final String CONNECT_SECONDS = "2";

    /** How long a server may be silent while it admits a connection. */
    private static final String LOGIN_SECONDS = "3";

    /** How long the server may be silent later, before a connection is given up. */
    private static final int SILENT_MILLIS = 5_000;

    private static final String STANDBY = "SELECT pg_is_in_recovery()";
    private static final String READ_ONLY_TRANSACTION = "25006";

    /** A server that is told not to wait for its disk keeps nothing of what it acknowledged; a standby may be waited for, too. */
    private static final String DURABLE = "SELECT set_config('synchronous_commit', 'on', false)"
            + " WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')";

    /**
     * What is left on the server of a connection that broke on its way, with the transaction that it had. A commit that waits
     * for a standby would be seen at once, and lost if the standby took over: it keeps its locks until the standby has it.
     */
    private static final String END_EARLIER =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ? AND pid <> pg_backend_pid()"
                    + " AND wait_event IS DISTINCT FROM 'SyncRep'";

    /**
     * A node that stops in the middle of a transaction holds up the others for so long, and then has written nothing. A writer
     * reads by index only: a plan that was made while a table was empty would read it whole when it has grown.
     */
    private static final String TURNS = "-c default_transaction_isolation=read\\ committed -c lock_timeout=3s"
            + " -c idle_in_transaction_session_timeout=2s -c enable_seqscan=off";

    private static final int NAME_BYTES = 16;

    private final DatabaseAddress address;
    private final Primary primary;

    /** What the server knows this node's connections by that write. */
    private final String writer;

    Connections(DatabaseAddress address) {
        byte[] name = new byte[NAME_BYTES];
        new SecureRandom().nextBytes(name);
        this.address = address;
        this.primary = new Primary(address.hosts());
        this.writer = "keywright " + HexFormat.of().formatHex(name);
    }

    /**
     * Can write, and is the only one of this node. A transaction waits for others' locks for no longer than a few seconds.
     */
    Connection writer() throws SQLException, StoreException {
        Connection connection = connect(writer, TURNS);
        try (Statement statement = connection.createStatement();
                PreparedStatement end = connection.prepareStatement(END_EARLIER)) {
            statement.execute(DURABLE);
            end.setString(1, writer);
            end.execute();
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Can only read; statements of one transaction see the same moment. */
    Connection reader() throws SQLException, StoreException {
        return connect(
                "keywright", "-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read");
    }

    private Connection connect(String name, String option) throws SQLException, StoreException {
        Properties properties = properties(name, option);
        return primary.find(host -> connect(host, properties));
    }

    private Connection connect(Host host, Properties properties) throws SQLException {
        String url = "jdbc:postgresql://" + host + "/" + address.database();
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver does not know the URL " + url);
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STANDBY)) {
            if (!row.next() || row.getBoolean(1)) {
                throw new SQLException("it is a standby", READ_ONLY_TRANSACTION);
            }
            connection.setNetworkTimeout(Runnable::run, SILENT_MILLIS);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private Properties properties(String name, String option) throws StoreException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, address.user());
        if (address.passwordFile().isPresent()) {
            PGProperty.PASSWORD.set(properties, password(address.passwordFile().get()));
        }
        PGProperty.APPLICATION_NAME.set(properties, name);
        PGProperty.OPTIONS.set(properties, options(option));
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, LOGIN_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        encrypt(properties);
        return properties;
    }

    private String options(String option) {
        return "-c search_path=" + address.schema() + " -c jit=off -c client_min_messages=warning"
                + " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 " + option;
    }

    private void encrypt(Properties properties) {
        if (address.authority().isPresent()) {
            PGProperty.SSL_MODE.set(properties, "verify-full");
            PGProperty.SSL_ROOT_CERT.set(
                    properties, address.authority().get().toAbsolutePath().toString());
        } else {
            PGProperty.SSL_MODE.set(properties, "disable");
        }
    }

    private static String password(Path file) throws StoreException {
        try {
            return Files.readString(file, UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new StoreException(
                    "Cannot read the password of the database from " + file
                            + ": make it a file of UTF-8 that this user can read.",
                    e);
        }
    }
}
