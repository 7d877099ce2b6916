package io.keywright.store.move;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows in every table of a data folder's database but those that its ledger is made of. A value follows from its column's type and
 * the row's number alone, so that rows of the same number refer to each other.
 */
final class FilledTables {

    private static final Set<String> OF_THE_LEDGER = Set.of(
            "ledger_key",
            "ledger_head",
            "ledger_entries",
            "ledger_tiles",
            "ledger_spans",
            "ledger_tenant_spans",
            "ledger_key_spans",
            "ledger_pruned",
            "ledger_pruned_bundles");

    private static final List<String> TEXTS = List.of("", "Z", "a", "\u00e9 \u2014 \ud83d\udd11", "\t'\\\"\n");
    private static final Pattern LENGTH = Pattern.compile("(\\w+) BLOB[^,]* CHECK \\(length\\(\\w+\\) = (\\d+)\\)");
    private static final int ID_BYTES = 16;

    /** What the schema demands beyond types. */
    private static final Map<String, Object> DEMANDED =
            Map.of("subscriptions.state", "dead", "keys.key_state", "active");

    private static final Map<String, String> NEVER_NULL = Map.of("subscriptions", "dead_reason", "keys", "wrapped");

    private record Column(String table, String name, String type, boolean nullable, int length) {

        @Nullable Object value(int row) {
            if (DEMANDED.containsKey(table + "." + name)) {
                return DEMANDED.get(table + "." + name);
            }
            if (name.equals("ended") && table.equals("approvals")) {
                return row % 2 == 0 ? null : "spent";
            }
            if (nullable && row % 2 == 0 && !name.equals(NEVER_NULL.get(table))) {
                return null;
            }
            return switch (type) {
                case "INTEGER" -> row + 1L;
                case "TEXT" -> TEXTS.get(row);
                default -> bytes(row);
            };
        }

        private byte[] bytes(int row) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, (byte) (0x7e + row));
            return bytes;
        }
    }

    private FilledTables() {}

    static void fill(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = OFF");
            connection.setAutoCommit(false);
            for (String table : tables(statement)) {
                if (!OF_THE_LEDGER.contains(table)) {
                    fill(table, connection);
                }
            }
            connection.commit();
        }
    }

    static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static void fill(String table, Connection connection) throws SQLException {
        List<Column> columns = new ArrayList<>();
        String sql = text(connection, "SELECT sql FROM sqlite_schema WHERE name = '" + table + "'");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name, type, \"notnull\" = 0 AND pk = 0 FROM pragma_table_info('" + table + "')")) {
            while (rows.next()) {
                String name = rows.getString(1);
                columns.add(new Column(table, name, rows.getString(2), rows.getBoolean(3), length(sql, name)));
            }
        }
        int count = sql.contains("CHECK (id = 1)") ? 1 : TEXTS.size();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " VALUES ("
                + String.join(", ", columns.stream().map(column -> "?").toList()) + ")")) {
            for (int row = 0; row < count; row++) {
                for (int i = 0; i < columns.size(); i++) {
                    insert.setObject(i + 1, columns.get(i).value(row));
                }
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new SQLException("a sample row of " + table + " is not one: see DEMANDED", e);
        }
    }

    private static int length(String sql, String column) {
        Matcher matcher = LENGTH.matcher(sql);
        while (matcher.find()) {
            if (matcher.group(1).equals(column)) {
                return Integer.parseInt(matcher.group(2));
            }
        }
        return ID_BYTES;
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return Optional.ofNullable(row.getString(1)).orElseThrow();
        }
    }

    /** All rows of a table, whatever their order. */
    static List<String> rows(Connection connection, String table) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    Object value = rows.getObject(i);
                    String name = rows.getMetaData().getColumnName(i);
                    values.add(name + "=" + (value instanceof byte[] bytes ? Arrays.toString(bytes) : value));
                }
                values.sort(null);
                all.add(String.join(" ", values));
            }
        }
        all.sort(null);
        return all;
    }
}
