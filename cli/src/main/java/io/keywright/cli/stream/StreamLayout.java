package io.keywright.cli.stream;

/**
 * How Tink's key type {@code AES256_GCM_HKDF_1MB} lays out a ciphertext: a header, then segments of 1 MiB, of which the first is
 * shorter by the header and the last ends where it ends. See Tink, "AES-GCM-HKDF Streaming AEAD".
 */
final class StreamLayout {

    static final int KEY_BYTES = 32;
    static final int SALT_BYTES = KEY_BYTES;
    static final int PREFIX_BYTES = 7;
    /** Its own length, the salt and the nonces' prefix. */
    static final int HEADER_BYTES = 1 + SALT_BYTES + PREFIX_BYTES;

    static final int TAG_BYTES = 16;
    static final int SEGMENT_BYTES = 1 << 20;

    private StreamLayout() {}

    /** How many bytes of ciphertext segment {@code index} has, unless it is the last. */
    static int ciphertextBytes(long index) {
        return index == 0 ? SEGMENT_BYTES - HEADER_BYTES : SEGMENT_BYTES;
    }

    /** How many bytes of plaintext segment {@code index} has, unless it is the last. */
    static int plaintextBytes(long index) {
        return ciphertextBytes(index) - TAG_BYTES;
    }
}
