package io.keywright.server.log;

import io.keywright.core.trace.Spans;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jspecify.annotations.Nullable;

/**
 * What a record says: {@code event=NAME}, then fields, then a sentence. It is told from the form that stands in the code,
 * never from what was filled in, so that nothing from outside can pass for a field. What is said for a request that is part of a
 * trace names the trace.
 *
 * @param fields by name, in order; {@code event} is the first, if the record tells of one
 * @param quoted the names of those that stand between quotes
 */
record Entry(Map<String, Object> fields, Set<String> quoted, String message) {

    private static final Pattern FIELD = Pattern.compile("([a-z][a-z0-9_]*)=(\"[^\"]*\"|\\S*)(?: |$)");
    private static final Pattern PLACE = Pattern.compile("%[^%a-zA-Z]*[a-zA-Z]");
    private static final String EVENT = "event=";
    private static final String TRACE = "trace_id";
    private static final String QUOTE = "\"";

    // What replaces it is a formatter's, and knows nothing of the record's own form.
    @SuppressWarnings("deprecation")
    static Entry of(ExtLogRecord record) {
        String form = String.valueOf(record.getMessage());
        Entry entry = form.startsWith(EVENT)
                ? structured(form, parameters(record))
                : new Entry(new LinkedHashMap<>(), Set.of(), String.valueOf(record.getFormattedMessage()));
        Spans.current().traceId().ifPresent(trace -> entry.fields().putIfAbsent(TRACE, trace));
        return entry;
    }

    private static Queue<Object> parameters(ExtLogRecord record) {
        @Nullable Object @Nullable [] given = record.getFormatStyle() == FormatStyle.PRINTF ? record.getParameters() : null;
        return new ArrayDeque<>(
                given == null
                        ? List.of()
                        : Arrays.stream(given)
                                .map(it -> it == null ? "null" : it)
                                .toList());
    }

    private static Entry structured(String form, Queue<Object> parameters) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Set<String> quoted = new HashSet<>();
        Matcher field = FIELD.matcher(form);
        int end = 0;
        while (end < form.length() && field.region(end, form.length()).lookingAt()) {
            String name = field.group(1);
            String value = field.group(2);
            if (value.startsWith(QUOTE)) {
                quoted.add(name);
                value = value.substring(1, value.length() - 1);
            }
            fields.put(name, value(value, parameters));
            end = field.end();
        }
        return new Entry(fields, quoted, filled(form.substring(end), parameters));
    }

    private static Object value(String form, Queue<Object> parameters) {
        boolean number = form.equals("%d") && parameters.peek() instanceof Number;
        return number ? parameters.remove() : filled(form, parameters);
    }

    /** {@code form} with as many parameters as it has places for. */
    private static String filled(String form, Queue<Object> parameters) {
        int places = (int) PLACE.matcher(form).results().count();
        if (places == 0 || parameters.isEmpty()) {
            return form;
        }
        Object[] values = new Object[places];
        Arrays.setAll(values, i -> parameters.isEmpty() ? "" : parameters.remove());
        return String.format(Locale.ROOT, form, values);
    }
}
