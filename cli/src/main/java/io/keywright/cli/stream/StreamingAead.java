package io.keywright.cli.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/**
 * Encrypts and decrypts streams of any length in the memory of two segments, as Tink's {@code AES256_GCM_HKDF_1MB} does: either
 * reads what the other has written. What is decrypted has been authenticated, in its place, before it is written; that nothing
 * follows or is missing is known only at the end.
 *
 * @param provider of AES-GCM; the JDK's order without it
 * @param progress is told how many bytes of plaintext are done
 */
public record StreamingAead(Optional<Provider> provider, LongConsumer progress) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Writes the ciphertext of {@code plaintext}. Neither stream is closed.
     *
     * @param key 32 bytes, for this stream alone
     * @param associatedData what must be the same for decryption
     */
    public void encrypt(byte[] key, byte[] associatedData, InputStream plaintext, OutputStream ciphertext)
            throws IOException, GeneralSecurityException {
        byte[] header = new byte[StreamLayout.HEADER_BYTES];
        RANDOM.nextBytes(header);
        header[0] = StreamLayout.HEADER_BYTES;
        SegmentCipher cipher = cipher(Cipher.ENCRYPT_MODE, key, header, associatedData);
        ciphertext.write(header);
        pump(new Segments(plaintext, StreamLayout::plaintextBytes), cipher, ciphertext);
    }

    /**
     * Writes the plaintext of {@code ciphertext}. Neither stream is closed.
     *
     * @throws AEADBadTagException if the ciphertext is not whole, or not made with this key and associated data
     */
    public void decrypt(byte[] key, byte[] associatedData, InputStream ciphertext, OutputStream plaintext)
            throws IOException, GeneralSecurityException {
        byte[] header = ciphertext.readNBytes(StreamLayout.HEADER_BYTES);
        if (header.length != StreamLayout.HEADER_BYTES || header[0] != StreamLayout.HEADER_BYTES) {
            throw new AEADBadTagException("no header");
        }
        SegmentCipher cipher = cipher(Cipher.DECRYPT_MODE, key, header, associatedData);
        pump(new Segments(ciphertext, StreamLayout::ciphertextBytes), cipher, plaintext);
    }

    private SegmentCipher cipher(int mode, byte[] key, byte[] header, byte[] associatedData)
            throws GeneralSecurityException {
        if (key.length != StreamLayout.KEY_BYTES) {
            throw new GeneralSecurityException("a key of %d bytes".formatted(key.length));
        }
        return new SegmentCipher(mode, key, ByteBuffer.wrap(header), associatedData, provider);
    }

    private void pump(Segments segments, SegmentCipher cipher, OutputStream out)
            throws IOException, GeneralSecurityException {
        byte[] result = new byte[StreamLayout.SEGMENT_BYTES];
        long done = 0;
        try {
            while (!segments.ended()) {
                int length = segments.read(cipher.index());
                int written = cipher.next(segments.bytes(), length, segments.ended(), result);
                out.write(result, 0, written);
                done += written;
                progress.accept(done);
            }
        } finally {
            Arrays.fill(result, (byte) 0);
            segments.wipe();
        }
    }
}
