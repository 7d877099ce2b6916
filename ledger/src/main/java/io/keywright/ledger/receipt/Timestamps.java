package io.keywright.ledger.receipt;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** RFC 3339 in UTC, with exactly three digits of a second and {@code Z}. */
final class Timestamps {

    private static final Pattern SPELLING = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z");

    private static final int CHARACTERS = 24;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int LAST_YEAR = 9999;

    private Timestamps() {}

    static void write(Instant instant, JsonWriter json) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("a timestamp's year must have four digits");
        }
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
