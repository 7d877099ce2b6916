package io.keywright.server.rest.edge;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** When an answer was made (RFC 9110, section 6.6.1), written once a second. Thread-safe. */
final class DateField {

    static final String NAME = "Date";

    private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private record Second(long epoch, String text) {}

    private final Clock clock;
    private volatile Second last = new Second(Long.MIN_VALUE, "");

    DateField(Clock clock) {
        this.clock = clock;
    }

    String now() {
        Instant now = clock.instant();
        Second second = last;
        if (second.epoch() != now.getEpochSecond()) {
            second = new Second(now.getEpochSecond(), IMF_FIXDATE.format(now));
            last = second;
        }
        return second.text();
    }
}
