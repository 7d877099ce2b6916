package io.keywright.server.rest.certificates;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lengths of time on the wire, in the form of ISO 8601. */
final class Durations {

    private Durations() {}

    /** @throws KeywrightException INVALID_REQUEST naming {@code member} */
    static Duration parse(String member, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    member + " must be an ISO 8601 duration, such as PT24H.",
                    Map.of("member", member));
        }
    }

    static Optional<Duration> optional(String member, @Nullable String text) {
        return text == null ? Optional.empty() : Optional.of(parse(member, text));
    }

    /** What is said of a member that cannot be what was sent. */
    static KeywrightException refusal(String member, IllegalArgumentException why) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, why.getMessage() + ".", Map.of("member", member));
    }
}
