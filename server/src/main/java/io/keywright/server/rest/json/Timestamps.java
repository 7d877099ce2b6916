package io.keywright.server.rest.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times on the wire: RFC 3339; written in UTC with milliseconds. */
public final class Timestamps {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern RFC_3339 =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[Tt](\\d\\d:\\d\\d):(\\d\\d)(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final String LEAP_SECOND = "60";
    private static final String FORM = "must be a time of RFC 3339, such as 2027-01-31T12:00:00.000Z";

    private Timestamps() {}

    static SimpleModule module() {
        return new SimpleModule("timestamps")
                .addDeserializer(Instant.class, new Reader())
                .addSerializer(Instant.class, new Writer());
    }

    static String format(Instant instant) {
        return MILLIS.format(instant);
    }

    /**
     * Reads a time with an offset. Java knows no leap seconds: one is taken for the second after it.
     *
     * @throws IllegalArgumentException if it is not RFC 3339
     */
    public static Instant parse(String text) {
        Matcher time = RFC_3339.matcher(text);
        if (!time.matches()) {
            throw new IllegalArgumentException(FORM);
        }
        boolean leap = time.group(3).equals(LEAP_SECOND);
        String fraction = leap || time.group(4) == null ? "" : time.group(4);
        String second = leap ? "59" : time.group(3);
        try {
            Instant instant = OffsetDateTime.parse(time.group(1) + "T" + time.group(2) + ":" + second + fraction
                            + time.group(5).toUpperCase(Locale.ROOT))
                    .toInstant();
            return leap ? endOfMinute(instant) : instant;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(FORM, e);
        }
    }

    /** Leap seconds stand at the end of a UTC day (RFC 3339, section 5.7). */
    private static Instant endOfMinute(Instant lastSecond) {
        Instant next = lastSecond.plusSeconds(1);
        if (!next.equals(next.truncatedTo(ChronoUnit.DAYS))) {
            throw new IllegalArgumentException(FORM);
        }
        return next;
    }

    /**
     * Reads a time, or a day in UTC, which stands for where it begins.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Instant parseStart(String text) {
        return DATE.matcher(text).matches() ? day(text, 0) : parse(text);
    }

    /**
     * Reads a time, or a day in UTC, which stands for where it ends.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Instant parseEnd(String text) {
        return DATE.matcher(text).matches() ? day(text, 1) : parse(text);
    }

    private static Instant day(String text, long later) {
        try {
            return LocalDate.parse(text)
                    .plusDays(later)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(FORM, e);
        }
    }

    private static final class Reader extends JsonDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                return (Instant) context.handleUnexpectedToken(Instant.class, json);
            }
            try {
                return parse(json.getText());
            } catch (IllegalArgumentException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, "", String.valueOf(e.getMessage()));
            }
        }
    }

    private static final class Writer extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(format(instant));
        }
    }
}
