package io.keywright.providers.pkcs11;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a token's key made of 32 bytes, as it is stored:
 *
 * <pre>
 * 0x01 | IV, 12 bytes | ciphertext, 32 bytes | tag, 16 bytes
 * </pre>
 *
 * AES-256-GCM (NIST SP 800-38D) with the binding's canonical form as additional data.
 */
record Blob(byte[] iv, byte[] sealed) {

    static final int IV_BYTES = 12;
    static final int KEY_BYTES = 32;

    private static final byte VERSION = 1;
    private static final int SEALED_BYTES = KEY_BYTES + 16;
    private static final int BYTES = 1 + IV_BYTES + SEALED_BYTES;

    /** Reads what {@link #bytes} writes; empty if it is anything else. */
    static Optional<Blob> parse(byte[] bytes) {
        return bytes.length == BYTES && bytes[0] == VERSION
                ? Optional.of(new Blob(
                        Arrays.copyOfRange(bytes, 1, 1 + IV_BYTES), Arrays.copyOfRange(bytes, 1 + IV_BYTES, BYTES)))
                : Optional.empty();
    }

    byte[] bytes() {
        return ByteBuffer.allocate(1 + iv.length + sealed.length)
                .put(VERSION)
                .put(iv)
                .put(sealed)
                .array();
    }
}
