package io.keywright.server.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** One JSON object for machines, on one line (JSON Lines), in ASCII. */
final class JsonLines extends ExtFormatter {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public String format(ExtLogRecord record) {
        try (StringWriter line = new StringWriter()) {
            try (JsonGenerator json = JSON.createGenerator(line)) {
                json.writeStartObject();
                write(record, json);
                json.writeEndObject();
            }
            return line.append('\n').toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(ExtLogRecord record, JsonGenerator json) throws IOException {
        Entry entry = Entry.of(record);
        json.writeStringField(
                "timestamp", record.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
        json.writeStringField("level", record.getLevel().getName());
        json.writeStringField("logger", String.valueOf(record.getLoggerName()));
        for (Map.Entry<String, Object> field : entry.fields().entrySet()) {
            if (field.getValue() instanceof Number number) {
                json.writeNumberField(field.getKey(), number.longValue());
            } else {
                json.writeStringField(field.getKey(), String.valueOf(field.getValue()));
            }
        }
        if (!entry.message().isEmpty()) {
            json.writeStringField("message", entry.message());
        }
        if (record.getThrown() != null) {
            json.writeStringField("error_type", record.getThrown().getClass().getName());
            json.writeStringField("stack_trace", trace(record.getThrown()));
        }
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
