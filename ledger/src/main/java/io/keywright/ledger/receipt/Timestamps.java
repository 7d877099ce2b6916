package io.keywright.ledger.receipt;

import io.keywright.ledger.json.JsonWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** RFC 3339 in UTC, with exactly three digits of a second and {@code Z}. */
final class Timestamps {

    private static final Pattern SPELLING = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z");

    static final int CHARACTERS = 24;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Timestamps() {}

    static void write(Instant instant, JsonWriter json) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new IllegalArgumentException("a timestamp's year must have four digits");
        }
        LocalDateTime utc = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        json.ensure(CHARACTERS + 2);
        json.put('"');
        twoDigits(utc.getYear() / 100, json);
        twoDigits(utc.getYear() % 100, json);
        json.put('-');
        twoDigits(utc.getMonthValue(), json);
        json.put('-');
        twoDigits(utc.getDayOfMonth(), json);
        json.put('T');
        twoDigits(utc.getHour(), json);
        json.put(':');
        twoDigits(utc.getMinute(), json);
        json.put(':');
        twoDigits(utc.getSecond(), json);
        json.put('.');
        int millis = utc.getNano() / NANOS_PER_MILLI;
        json.put((char) ('0' + millis / 100));
        twoDigits(millis % 100, json);
        json.put('Z');
        json.put('"');
    }

    private static void twoDigits(int value, JsonWriter json) {
        json.put((char) ('0' + value / 10));
        json.put((char) ('0' + value % 10));
    }

    /** @throws IllegalArgumentException if {@code text} is spelt otherwise, or no time at all */
    static Instant parse(String text) {
        if (!SPELLING.matcher(text).matches()) {
            throw new IllegalArgumentException("ts must be RFC 3339 in UTC with three digits of a second and Z");
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("ts is no time that exists", e);
        }
    }
}
