package io.keywright.store.move;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table that both databases have, by the same names.
 *
 * @param key the columns of its primary key, by which both databases order its rows alike
 * @param numbered the column that the database numbers rows by
 */
record Table(String name, List<Column> columns, List<String> key, Optional<String> numbered) {

    /** What values are in a column. */
    enum Kind {
        NUMBER(Types.BIGINT),
        TEXT(Types.VARCHAR),
        BYTES(Types.BINARY);

        private final int sqlType;

        Kind(int sqlType) {
            this.sqlType = sqlType;
        }

        static Kind of(String postgresql) {
            return switch (postgresql) {
                case "bigint" -> NUMBER;
                case "text" -> TEXT;
                case "bytea" -> BYTES;
                default -> throw new IllegalArgumentException("no column of a store has the type " + postgresql);
            };
        }

        private @Nullable Object read(ResultSet row, int place) throws SQLException {
            Object value = switch (this) {
                case NUMBER -> row.getLong(place);
                case TEXT -> row.getString(place);
                case BYTES -> row.getBytes(place);
            };
            return row.wasNull() ? null : value;
        }
    }

    /** A column. */
    record Column(String name, Kind kind) {}

    /** Reads all rows in the order of their key. */
    String select() {
        return "SELECT " + names(columns.stream().map(Column::name)) + " FROM " + name + " ORDER BY "
                + names(key.stream());
    }

    /** Adds a row. */
    String insert() {
        return "INSERT INTO " + name + " (" + names(columns.stream().map(Column::name)) + ") VALUES ("
                + names(columns.stream().map(column -> "?")) + ")";
    }

    private static String names(Stream<String> names) {
        return names.collect(Collectors.joining(", "));
    }

    /** The values of the row that {@code row} stands at. */
    @Nullable Object[] read(ResultSet row) throws SQLException {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).kind().read(row, i + 1);
        }
        return values;
    }

    /** Fills {@link #insert} in. */
    void bind(PreparedStatement insert, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            insert.setObject(i + 1, values[i], columns.get(i).kind().sqlType);
        }
    }
}
