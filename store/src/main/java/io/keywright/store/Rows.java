package io.keywright.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows that are kept back, to be inserted into one table all at once. */
final class Rows {

    /**
     * A column.
     *
     * @param type as PostgreSQL calls it
     * @param array makes one for values of it
     */
    record Column(String name, String type, IntFunction<@Nullable Object[]> array) {

        static Column number(String name) {
            return new Column(name, "bigint", Long[]::new);
        }

        static Column bytes(String name) {
            return new Column(name, "bytea", byte[][]::new);
        }

        static Column text(String name) {
            return new Column(name, "text", String[]::new);
        }
    }

    private final List<Column> columns;
    private final String one;
    private final String many;
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private List<?> whereThere = List.of();

    /** @param conflict what is to be done where a row is there already, with a question mark for each value that it needs */
    Rows(String table, String conflict, Column... columns) {
        this.columns = List.of(columns);
        String into = "INSERT INTO " + table + " (" + each(Column::name) + ")";
        this.one = into + " VALUES (" + each(column -> "?") + ") " + conflict;
        this.many = into + " SELECT * FROM unnest(" + each(column -> "?::" + column.type() + "[]") + ") " + conflict;
    }

    private String each(Function<Column, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(", "));
    }

    /** Adds one, its values as the columns stand. */
    void add(@Nullable Object... row) {
        rows.add(row);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Sets the values that are needed where a row is there already. */
    void whereThere(List<?> values) {
        whereThere = values;
    }

    /** The values that are needed where a row is there already. */
    List<?> whereThere() {
        return whereThere;
    }

    void clear() {
        rows.clear();
        whereThere = List.of();
    }

    List<Column> columns() {
        return columns;
    }

    /** The values of a column, from the first row to the last. */
    @Nullable Object[] values(int column) {
        return rows.stream().map(row -> row[column]).toArray(columns.get(column).array());
    }

    /** The parameters of {@link #one} for each row. */
    List<@Nullable Object[]> parameters() {
        return whereThere.isEmpty()
                ? List.copyOf(rows)
                : rows.stream()
                        .map(row -> Stream.concat(Arrays.stream(row), whereThere.stream())
                                .toArray())
                        .toList();
    }

    /** Inserts one row, whose values are the parameters. */
    String one() {
        return one;
    }

    /** Inserts any number of rows, with an array of its values for each column. */
    String many() {
        return many;
    }
}
