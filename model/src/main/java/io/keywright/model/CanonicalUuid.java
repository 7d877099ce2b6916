package io.keywright.model;

import java.util.Optional;
import java.util.UUID;

/** UUIDs in the one form of text that is taken: with hyphens (RFC 9562, section 4), in lower case. */
public final class CanonicalUuid {

    private CanonicalUuid() {}

    /**
     * Reads a UUID.
     *
     * @throws IllegalArgumentException if {@code text} is none in this form
     */
    public static UUID parse(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("must be a lower-case UUID"));
    }

    /** Reads a UUID, if {@code text} is one in this form: the JDK takes more, but writes this form alone. */
    public static Optional<UUID> find(String text) {
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equals(text) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
