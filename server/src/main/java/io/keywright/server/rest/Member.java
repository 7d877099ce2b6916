package io.keywright.server.rest;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads members of a body whose form JSON does not know, as strictly as {@link Query} reads parameters. */
public final class Member {

    private Member() {}

    /** What {@code parse} reads from a member; its complaint is told to the caller. */
    public static <T> T read(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw refused(name, name + " " + e.getMessage() + ".");
        }
    }

    /**
     * A length of time in ISO 8601; empty if it was left out.
     *
     * @param example one that would do
     */
    public static Optional<Duration> duration(String name, @Nullable String text, String example) {
        return Optional.ofNullable(text).map(it -> read(name, it, value -> duration(value, example)));
    }

    private static Duration duration(String text, String example) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be an ISO 8601 duration, such as " + example, e);
        }
    }

    /** The refusal of a member that cannot be what was sent. */
    public static KeywrightException refused(String name, String advice) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("member", name));
    }
}
