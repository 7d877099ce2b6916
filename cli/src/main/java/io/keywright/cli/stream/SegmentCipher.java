package io.keywright.cli.stream;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * AES-256-GCM of one segment after another, under a key that HKDF-SHA-256 (RFC 5869) makes of the stream's key, its salt and the
 * associated data. A segment's nonce says its place and whether it is the last. Belongs to one thread.
 */
final class SegmentCipher {

    private static final long MOST_SEGMENTS = 1L << 32;

    private final Cipher cipher;
    private final int mode;
    private final SecretKey key;
    private final byte[] prefix;
    private long index;

    /**
     * @param mode of {@link Cipher}
     * @param streamKey 32 bytes
     * @param header of the stream, whose salt and prefix are used
     */
    SegmentCipher(int mode, byte[] streamKey, ByteBuffer header, byte[] associatedData, Optional<Provider> provider)
            throws GeneralSecurityException {
        byte[] salt = new byte[StreamLayout.SALT_BYTES];
        this.prefix = new byte[StreamLayout.PREFIX_BYTES];
        header.get(1, salt).get(1 + salt.length, prefix);
        this.mode = mode;
        this.key = KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(streamKey)
                                .addSalt(salt)
                                .thenExpand(associatedData, StreamLayout.KEY_BYTES));
        this.cipher = provider.isPresent()
                ? Cipher.getInstance("AES/GCM/NoPadding", provider.get())
                : Cipher.getInstance("AES/GCM/NoPadding");
    }

    /** The place of the next segment. */
    long index() {
        return index;
    }

    /**
     * Encrypts or decrypts the next segment.
     *
     * @return how many bytes of {@code to} it has
     * @throws AEADBadTagException if it is not what belongs here
     */
    int next(byte[] from, int length, boolean last, byte[] to) throws GeneralSecurityException {
        if (index == MOST_SEGMENTS) {
            throw new GeneralSecurityException("more data than one stream can hold");
        }
        byte[] nonce = ByteBuffer.allocate(prefix.length + Integer.BYTES + 1)
                .put(prefix)
                .putInt((int) index)
                .put((byte) (last ? 1 : 0))
                .array();
        cipher.init(mode, key, new GCMParameterSpec(Byte.SIZE * StreamLayout.TAG_BYTES, nonce));
        index++;
        return cipher.doFinal(from, 0, length, to, 0);
    }
}
