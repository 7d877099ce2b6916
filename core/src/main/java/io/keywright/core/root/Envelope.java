package io.keywright.core.root;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A secret as it is stored: a key that a provider wrapped, and the secret under that key. As bytes
 *
 * <pre>
 * 0x02 | length of the wrapped key, two bytes, big-endian | wrapped key | {@link io.keywright.core.crypto.KeyWrap} blob
 * </pre>
 *
 * Blobs of before there were envelopes begin with 0x01: they are what a provider of type {@code local} made of the secret
 * itself.
 */
record Envelope(byte[] wrappedKey, byte[] wrappedSecret) {

    private static final byte VERSION = 2;
    private static final byte NO_ENVELOPE = 1;
    private static final int HEAD_BYTES = 1 + Short.BYTES;

    /** Whether {@code blob} says that it is of before there were envelopes. */
    static boolean precededBy(byte[] blob) {
        return blob.length > 0 && blob[0] == NO_ENVELOPE;
    }

    /** Reads what {@link #bytes} writes; empty if it is anything else. */
    static Optional<Envelope> parse(byte[] blob) {
        if (blob.length < HEAD_BYTES || blob[0] != VERSION) {
            return Optional.empty();
        }
        int keyBytes = Short.toUnsignedInt(ByteBuffer.wrap(blob).getShort(1));
        int keyEnd = HEAD_BYTES + keyBytes;
        return keyBytes == 0 || keyBytes > RootKey.MOST_BLOB_BYTES || keyEnd > blob.length
                ? Optional.empty()
                : Optional.of(new Envelope(
                        Arrays.copyOfRange(blob, HEAD_BYTES, keyEnd), Arrays.copyOfRange(blob, keyEnd, blob.length)));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEAD_BYTES + wrappedKey.length + wrappedSecret.length)
                .put(VERSION)
                .putShort((short) wrappedKey.length)
                .put(wrappedKey)
                .put(wrappedSecret)
                .array();
    }
}
