package io.keywright.model;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;

/** When the keys of a line are replaced by the service itself. */
public sealed interface RotationRule {

    /** As the installation has it for keys of the type. */
    RotationRule STANDARD = new Standard();

    /** Never. */
    RotationRule OFF = new Off();

    /** How it is spelt: an ISO 8601 duration, {@code off} or {@code standard}. */
    String wireName();

    /** As a number: milliseconds, 0 for never, nothing for the standard. */
    OptionalLong millis();

    /** As the installation has it for keys of the type. */
    record Standard() implements RotationRule {
        @Override
        public String wireName() {
            return "standard";
        }

        @Override
        public OptionalLong millis() {
            return OptionalLong.empty();
        }
    }

    /** Never. */
    record Off() implements RotationRule {
        @Override
        public String wireName() {
            return "off";
        }

        @Override
        public OptionalLong millis() {
            return OptionalLong.of(0);
        }
    }

    /** Before a key is older than {@code period}. */
    record Every(Duration period) implements RotationRule {

        private static final Duration SHORTEST = Duration.ofHours(1);
        private static final Duration LONGEST = Duration.ofDays(3650);

        public Every {
            if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(ADVICE);
            }
        }

        /** Whole days as days: {@code P90D}, where {@link Duration} says {@code PT2160H}. */
        @Override
        public String wireName() {
            return period.equals(Duration.ofDays(period.toDays())) ? "P" + period.toDays() + "D" : period.toString();
        }

        @Override
        public OptionalLong millis() {
            return OptionalLong.of(period.toMillis());
        }
    }

    /** What is said of a rule that is none. */
    String ADVICE = "must be off, standard, or an ISO 8601 duration from PT1H to P3650D";

    /**
     * The rule that is spelt so.
     *
     * @throws IllegalArgumentException if there is none
     */
    static RotationRule parse(String text) {
        return switch (text) {
            case "standard" -> STANDARD;
            case "off" -> OFF;
            default -> new Every(duration(text));
        };
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(ADVICE, e);
        }
    }

    /** The rule that {@link #millis} tells. */
    static RotationRule ofMillis(OptionalLong millis) {
        if (millis.isEmpty()) {
            return STANDARD;
        }
        return millis.getAsLong() == 0 ? OFF : new Every(Duration.ofMillis(millis.getAsLong()));
    }
}
