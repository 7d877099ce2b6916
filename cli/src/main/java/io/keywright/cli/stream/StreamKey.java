package io.keywright.cli.stream;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * What the segments of a stream are encrypted with: a key that HKDF-SHA-256 (RFC 5869) makes of the stream's key, its salt and
 * the associated data; and for each a nonce that says its place and whether it is the last. Safe from any thread.
 */
final class StreamKey {

    private static final long MOST_SEGMENTS = 1L << 32;

    private final SecretKey key;
    private final byte[] prefix;
    private final Optional<Provider> provider;

    /**
     * @param streamKey 32 bytes
     * @param header of the stream, whose salt and prefix are used
     * @param provider of AES-GCM; the JDK's order without it
     */
    StreamKey(byte[] streamKey, byte[] header, byte[] associatedData, Optional<Provider> provider)
            throws GeneralSecurityException {
        if (streamKey.length != StreamLayout.KEY_BYTES) {
            throw new GeneralSecurityException("a key of %d bytes".formatted(streamKey.length));
        }
        byte[] salt = new byte[StreamLayout.SALT_BYTES];
        this.prefix = new byte[StreamLayout.PREFIX_BYTES];
        ByteBuffer.wrap(header).get(1, salt).get(1 + salt.length, prefix);
        this.key = KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(streamKey)
                                .addSalt(salt)
                                .thenExpand(associatedData, StreamLayout.KEY_BYTES));
        this.provider = provider;
    }

    /** One that belongs to the caller. */
    Cipher cipher() throws GeneralSecurityException {
        return provider.isPresent()
                ? Cipher.getInstance("AES/GCM/NoPadding", provider.get())
                : Cipher.getInstance("AES/GCM/NoPadding");
    }

    /** Has {@code cipher} take the segment of that place next. */
    void prepare(Cipher cipher, int mode, long index, boolean last) throws GeneralSecurityException {
        if (index >= MOST_SEGMENTS) {
            throw new GeneralSecurityException("more data than one stream can hold");
        }
        byte[] nonce = ByteBuffer.allocate(prefix.length + Integer.BYTES + 1)
                .put(prefix)
                .putInt((int) index)
                .put((byte) (last ? 1 : 0))
                .array();
        cipher.init(mode, key, new GCMParameterSpec(Byte.SIZE * StreamLayout.TAG_BYTES, nonce));
    }
}
