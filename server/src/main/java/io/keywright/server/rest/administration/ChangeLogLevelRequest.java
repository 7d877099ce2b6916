package io.keywright.server.rest.administration;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.LogCategory;
import io.keywright.model.LogLevel;
import io.keywright.server.rest.json.Required;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
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
        try {
            return Optional.ofNullable(duration).map(Duration::parse);
        } catch (DateTimeParseException e) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "duration must be in ISO 8601, such as PT15M.",
                    Map.of("member", "duration"));
        }
    }
}
