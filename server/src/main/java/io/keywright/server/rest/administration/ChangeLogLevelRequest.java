package io.keywright.server.rest.administration;

import io.keywright.model.LogCategory;
import io.keywright.model.LogLevel;
import io.keywright.server.rest.Member;
import io.keywright.server.rest.json.Required;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a log is to tell more or less.
 *
 * @param level as configured if left out
 * @param duration for how long, in ISO 8601, PT1S to P7D; PT1H if left out
 */
record ChangeLogLevelRequest(
        @Required LogCategory category,
        @Nullable LogLevel level,
        @Nullable String duration) {

    Optional<LogLevel> wanted() {
        return Optional.ofNullable(level);
    }

    Optional<Duration> time() {
        return Member.duration("duration", duration, "PT15M");
    }
}
