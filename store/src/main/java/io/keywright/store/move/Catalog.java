package io.keywright.store.move;

import io.keywright.store.move.Table.Column;
import io.keywright.store.move.Table.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What both databases say of their tables. PostgreSQL's may have more of them than SQLite's: what nodes know of each other. */
record Catalog(Connection sqlite, Connection postgresql) {

    private static final String OF_SQLITE =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";

    /** The header says which version the schema has; each has one from the start. */
    private static final String OF_POSTGRESQL =
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'store_header'";

    private static final String REFERENCES = """
            SELECT one.relname, other.relname FROM pg_constraint c
            JOIN pg_class one ON one.oid = c.conrelid JOIN pg_class other ON other.oid = c.confrelid
            WHERE c.contype = 'f' AND one.oid <> other.oid
                AND c.connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())""";

    private static final String COLUMNS = """
            SELECT column_name, data_type FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position""";

    private static final String NUMBERED = """
            SELECT column_name FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = ? AND is_identity = 'YES'""";

    private static final String KEY = """
            SELECT a.attname FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k (num, place)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num
            WHERE i.indrelid = CAST(? AS regclass) AND i.indisprimary ORDER BY k.place""";

    @FunctionalInterface
    private interface Line<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The tables that move: each after those that it refers to. */
    List<Table> tables() throws SQLException {
        Map<String, Set<String>> waiting = new TreeMap<>();
        for (String name : names(sqlite, OF_SQLITE)) {
            waiting.put(name, new TreeSet<>());
        }
        for (List<String> reference :
                list(postgresql, REFERENCES, row -> List.of(row.getString(1), row.getString(2)))) {
            waiting.getOrDefault(reference.getFirst(), new TreeSet<>()).add(reference.getLast());
        }
        List<Table> tables = new ArrayList<>();
        while (!waiting.isEmpty()) {
            String next = waiting.entrySet().stream()
                    .filter(entry -> entry.getValue().isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("tables refer to each other: " + waiting.keySet()))
                    .getKey();
            waiting.remove(next);
            waiting.values().forEach(others -> others.remove(next));
            tables.add(table(next));
        }
        return tables;
    }

    private Table table(String name) throws SQLException {
        return new Table(
                name,
                list(postgresql, COLUMNS, row -> new Column(row.getString(1), Kind.of(row.getString(2))), name),
                names(postgresql, KEY, name),
                names(postgresql, NUMBERED, name).stream().findFirst());
    }

    /** Whether PostgreSQL's tables have no rows, those included that stay. */
    boolean targetIsEmpty() throws SQLException {
        for (String name : names(postgresql, OF_POSTGRESQL)) {
            if (!list(postgresql, "SELECT 1 FROM " + name + " LIMIT 1", row -> row.getInt(1))
                    .isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> names(Connection connection, String sql, String... parameters) throws SQLException {
        return list(connection, sql, row -> row.getString(1), parameters);
    }

    private static <T> List<T> list(Connection connection, String sql, Line<T> line, String... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> lines = new ArrayList<>();
                while (rows.next()) {
                    lines.add(line.read(rows));
                }
                return lines;
            }
        }
    }
}
