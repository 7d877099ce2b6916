package io.keywright.cli.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time on the command line: a day, which begins at midnight UTC, or an instant. */
record Moment(Instant instant) {

    private static final DateTimeFormatter WIRE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The time as the service wants it. */
    String wire() {
        return WIRE.format(instant);
    }

    /** Reads a time. */
    static final class Reader implements ITypeConverter<Moment> {

        @Override
        public Moment convert(String text) {
            try {
                return new Moment(
                        text.contains("T")
                                ? Instant.parse(text)
                                : LocalDate.parse(text)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant());
            } catch (DateTimeException e) {
                throw new TypeConversionException("must be a day or a time in UTC: 2026-01-31 or 2026-01-31T12:00:00Z");
            }
        }
    }
}
