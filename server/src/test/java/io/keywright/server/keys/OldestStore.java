package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

/**
 * A store that the first version of the schema wrote, with its root: {@code upgrade/schema-1.sql.gz} is what that version's own
 * code left when two tenants had made, used, rotated and revoked keys.
 */
record OldestStore(Path folder) {

    static final UUID BOX = UUID.fromString("01a21c97-d53a-7000-9e04-7574b79c7632");
    static final UUID PEN = UUID.fromString("01a21c97-d60b-7000-bcbf-85996bc94670");
    static final UUID GONE = UUID.fromString("01a21c97-dcc6-7000-a3a8-a537d4c54f3d");

    /** Receipts of each of its tenants. */
    static final int RECEIPTS = 139;

    /** Of two tenants: each, its root, the lines of three keys, and four versions. */
    static final int ROWS = 2 * (1 + 1 + 3 + 4);

    static OldestStore in(Path folder) throws Exception {
        Path root = folder.resolve("local.key");
        Files.write(root, resource("local.key"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rw-------"));
        OldestStore store = new OldestStore(folder);
        store.execute(new String(
                new GZIPInputStream(new ByteArrayInputStream(resource("schema-1.sql.gz"))).readAllBytes(), UTF_8));
        return store;
    }

    private static byte[] resource(String name) throws Exception {
        try (InputStream resource = OldestStore.class.getResourceAsStream("/upgrade/" + name)) {
            return Objects.requireNonNull(resource, name).readAllBytes();
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Its tables, and whether they have rows, as {@code name} or {@code name is empty}. */
    List<String> tables() throws SQLException {
        List<String> names = column("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
        List<String> tables = new ArrayList<>();
        for (String name : names) {
            tables.add(column("SELECT 1 FROM " + name + " LIMIT 1").isEmpty() ? name + " is empty" : name);
        }
        return tables;
    }

    List<String> column(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
    }
}
