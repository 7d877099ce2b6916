package io.keywright.server.config;

import io.keywright.core.rotation.RootSchedule;
import io.keywright.core.rotation.Schedule;
import io.keywright.model.KeyType;
import io.keywright.model.RotationRule;
import io.keywright.model.WireName;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Reads how old keys may get. */
public final class RotationReader {

    private static final String TYPES = "keywright.rotation.types.";

    private RotationReader() {}

    /**
     * The schedule that {@code config} sets.
     *
     * @throws Misconfigured naming every fault
     */
    public static Schedule read(KeywrightConfig config) {
        Faults faults = new Faults();
        Schedule schedule = read(config, faults);
        faults.throwIfAny();
        return schedule;
    }

    static Schedule read(KeywrightConfig config, Faults faults) {
        faults.unless(
                config.rotation().every().isPositive(), "keywright.rotation.every", "must be longer than nothing.");
        Map<KeyType, Duration> periods = new EnumMap<>(KeyType.class);
        for (KeyType type : KeyType.values()) {
            periods.put(type, config.keys().rotationSchedule());
        }
        config.rotation().types().forEach((name, set) -> {
            Optional<KeyType> type = faults.reading(
                    TYPES + name, Optional.empty(), () -> Optional.of(WireName.parse(KeyType.class, name)));
            Optional<Duration> period = period(TYPES + name + ".schedule", set.schedule(), faults);
            type.ifPresent(
                    known -> period.ifPresentOrElse(given -> periods.put(known, given), () -> periods.remove(known)));
        });
        roots(config, faults);
        return new Schedule(periods);
    }

    /** How old tenants' roots may get, for a configuration in which no fault was found. */
    public static RootSchedule roots(KeywrightConfig config) {
        Faults faults = new Faults();
        RootSchedule schedule = roots(config, faults);
        faults.throwIfAny();
        return schedule;
    }

    private static RootSchedule roots(KeywrightConfig config, Faults faults) {
        Optional<Duration> period =
                period("keywright.rotation.roots", config.rotation().roots(), faults);
        return new RootSchedule(period.filter(longest -> config.rotation().automatic()));
    }

    /** Empty for {@code off}. */
    private static Optional<Duration> period(String property, String text, Faults faults) {
        return faults.reading(property, Optional.empty(), () -> switch (RotationRule.parse(text)) {
            case RotationRule.Every every -> Optional.of(every.period());
            case RotationRule.Off off -> Optional.empty();
            case RotationRule.Standard standard ->
                throw new IllegalArgumentException("must be off, or an ISO 8601 duration from PT1H to P3650D");
        });
    }
}
