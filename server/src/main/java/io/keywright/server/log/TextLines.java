package io.keywright.server.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** One line for people: time, level, logger, and what is to be said. A stack trace follows on lines that begin with a tab. */
final class TextLines extends ExtFormatter {

    private final PatternFormatter head = new PatternFormatter("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p [%c{2.}] ");

    @Override
    public String format(ExtLogRecord record) {
        Entry entry = Entry.of(record);
        StringBuilder line = new StringBuilder(Printable.line(head.format(record)));
        line.append(entry.fields().entrySet().stream()
                .map(it -> field(it, entry.quoted().contains(it.getKey())))
                .collect(Collectors.joining(" ")));
        if (!entry.fields().isEmpty() && !entry.message().isEmpty()) {
            line.append(' ');
        }
        line.append(Printable.line(entry.message()));
        if (record.getThrown() != null) {
            line.append(": ").append(trace(record.getThrown()));
        }
        return line.append('\n').toString();
    }

    /** Between quotes also what would not be one word without them. */
    private static String field(Map.Entry<String, Object> field, boolean quoted) {
        String value = String.valueOf(field.getValue());
        boolean plain = !quoted && value.chars().allMatch(it -> it > ' ' && it != '"' && it != '\\');
        return field.getKey() + "=" + (plain ? Printable.line(value) : Printable.quoted(value));
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString().lines().map(it -> Printable.line(it.strip())).collect(Collectors.joining("\n\t"));
    }
}
