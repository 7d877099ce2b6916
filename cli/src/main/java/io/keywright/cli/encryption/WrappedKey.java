package io.keywright.cli.encryption;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is in the clear of a wrapped data key: the version of a key that opens it. See docs/data-keys.md. */
public final class WrappedKey {

    private static final byte VERSION = 1;

    /** Head, IV and tag, and between them a key of 128, 256 or 512 bits. */
    private static final Set<Integer> LENGTHS = Set.of(45 + 16, 45 + 32, 45 + 64);

    private WrappedKey() {}

    /** The key id that stands in {@code wrapped}; empty if these are of another form. */
    public static Optional<String> keyId(byte[] wrapped) {
        if (!LENGTHS.contains(wrapped.length) || wrapped[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(wrapped).position(1);
        return Optional.of(new UUID(bytes.getLong(), bytes.getLong()).toString());
    }

    /** The same of what is in Base64. */
    public static Optional<String> keyId(String base64) {
        try {
            return keyId(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
