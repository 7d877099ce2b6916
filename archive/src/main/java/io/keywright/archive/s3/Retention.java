package io.keywright.archive.s3;

import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * How long an object cannot be deleted or changed, by anybody.
 *
 * @param period such as seven years, from when it is written
 */
public record Retention(Period period, InstantSource clock) {

    Instant until() {
        return clock.instant().atOffset(ZoneOffset.UTC).plus(period).toInstant();
    }
}
