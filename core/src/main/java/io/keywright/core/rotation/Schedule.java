package io.keywright.core.rotation;

import io.keywright.model.KeyLine;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.RotationRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How old active keys may get. Each is due ahead of that, by up to a tenth of the time, so that keys that were made together are
 * not rotated together: how far ahead follows from its line's id alone, the same on each node and after each start.
 *
 * @param periods by type; a type that is not there is not rotated, unless a line says otherwise
 */
public record Schedule(Map<KeyType, Duration> periods) {

    /** A key is due at most this part of its period ahead. */
    public static final int EARLIEST = 10;

    /** How many different times ahead there are. */
    public static final int STEPS = 1 << Short.SIZE;

    public Schedule {
        periods = Map.copyOf(periods);
    }

    /** How far ahead, in steps; from 0 on, and less than {@link #STEPS}. */
    public static int step(KeyLine line) {
        return (int) (line.lineId().getLeastSignificantBits() & (STEPS - 1));
    }

    /** How old a version of the line may get; empty for as old as it likes. */
    public Optional<Duration> period(KeyLine line) {
        return switch (line.rotation()) {
            case RotationRule.Standard standard -> Optional.ofNullable(periods.get(line.keyType()));
            case RotationRule.Off off -> Optional.empty();
            case RotationRule.Every every -> Optional.of(every.period());
        };
    }

    /** When the key is due for rotation, if it stays active; empty if it never is. */
    public Optional<Instant> due(KeyMetadata key) {
        return period(key.line())
                .map(period -> key.createdAt().plusMillis(period.toMillis() - ahead(period, key.line())));
    }

    private static long ahead(Duration period, KeyLine line) {
        return period.toMillis() * step(line) / ((long) STEPS * EARLIEST);
    }
}
