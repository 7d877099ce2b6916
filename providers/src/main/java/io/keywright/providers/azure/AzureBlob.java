package io.keywright.providers.azure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A wrap, and which version of the key made it, so that it opens after the key rotated. As bytes
 *
 * <pre>
 * 0x01 for RSA-OAEP-256 or 0x02 for A256KW | length of the version, one byte | version | wrapped
 * </pre>
 */
record AzureBlob(WrapAlgorithm algorithm, String version, byte[] wrapped) {

    private static final int HEAD_BYTES = 2;

    /** Empty if {@code blob} is none. */
    static Optional<AzureBlob> parse(byte[] blob) {
        if (blob.length < HEAD_BYTES) {
            return Optional.empty();
        }
        int end = HEAD_BYTES + Byte.toUnsignedInt(blob[1]);
        if (end >= blob.length) {
            return Optional.empty();
        }
        String version = new String(blob, HEAD_BYTES, end - HEAD_BYTES, US_ASCII);
        return WrapAlgorithm.of(blob[0])
                .filter(algorithm -> KeyId.version(version))
                .map(algorithm -> new AzureBlob(algorithm, version, Arrays.copyOfRange(blob, end, blob.length)));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEAD_BYTES + version.length() + wrapped.length)
                .put(algorithm.mark())
                .put((byte) version.length())
                .put(version.getBytes(US_ASCII))
                .put(wrapped)
                .array();
    }
}
