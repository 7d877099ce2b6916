package io.keywright.core.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file for spreadsheets: comma-separated values in UTF-8 with a head line (RFC 4180). What tenants have chosen is never a
 * formula: a value that a spreadsheet would compute has an apostrophe before it.
 */
final class Table implements AutoCloseable {

    private static final String COMPUTED = "=+-@\t\r";
    private static final String QUOTED = ",\"\r\n";

    private final OutputStream file;
    private final List<String> columns;

    Table(OutputStream file, List<String> columns) throws IOException {
        this.file = new BufferedOutputStream(file);
        this.columns = List.copyOf(columns);
        line(columns);
    }

    /** Writes of {@code members} those that are columns; what is not there is left empty. */
    void row(Map<String, ? extends @Nullable Object> members) throws IOException {
        line(columns.stream().map(members::get).map(Table::text).toList());
    }

    private void line(List<String> cells) throws IOException {
        file.write((cells.stream().map(Table::cell).collect(Collectors.joining(",")) + "\r\n").getBytes(UTF_8));
    }

    private static String text(@Nullable Object value) {
        return value instanceof Collection<?> several
                ? several.stream().map(Objects::toString).collect(Collectors.joining(" "))
                : Objects.toString(value, "");
    }

    private static String cell(String text) {
        String value = !text.isEmpty() && COMPUTED.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = value.chars().anyMatch(character -> QUOTED.indexOf(character) >= 0);
        return quoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
