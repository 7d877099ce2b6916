package io.keywright.sinks.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code Retry-After} in seconds (RFC 9110, section 10.2.3). A date, or anything else, is passed over. */
final class RetryAfter {

    private static final int DIGITS = 6;

    private RetryAfter() {}

    static @Nullable Duration parse(String value) {
        return value.matches("[0-9]{1," + DIGITS + "}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
    }
}
