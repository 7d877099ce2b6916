package io.keywright.server.config;

import io.keywright.model.Operation;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns the operator's properties about slow requests into rules. */
public final class SlowRulesReader {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private SlowRulesReader() {}

    /**
     * The rules.
     *
     * @throws Misconfigured naming every fault
     */
    public static SlowRules read(LogConfig config) {
        Faults faults = new Faults();
        SlowRules rules = read(config, faults);
        faults.throwIfAny();
        return rules;
    }

    /** The same, of use only if no faults are noted. */
    static SlowRules read(LogConfig config, Faults faults) {
        faults.unless(sensible(config.slow()), "keywright.log.slow", "must be from PT0S to PT10M.");
        Map<Operation, Duration> operations = faults.reading(
                "keywright.log.slow-operations",
                Map.of(),
                () -> operations(config.slowOperations().orElse(List.of())));
        return new SlowRules(config.slow(), operations);
    }

    private static Map<Operation, Duration> operations(List<String> texts) {
        return texts.stream()
                .map(text -> text.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(
                        parts -> Operation.parse(parts[0].strip()),
                        parts -> duration(parts[parts.length - 1].strip())));
    }

    private static Duration duration(String text) {
        try {
            Duration time = Duration.parse(text);
            if (sensible(time)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' must be a duration, as in sign=PT0.2S.", e);
        }
        throw new IllegalArgumentException("'" + text + "' must be from PT0S to PT10M.");
    }

    private static boolean sensible(Duration time) {
        return !time.isNegative() && time.compareTo(LONGEST) <= 0;
    }
}
