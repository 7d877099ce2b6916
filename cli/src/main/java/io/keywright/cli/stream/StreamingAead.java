package io.keywright.cli.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.LongConsumer;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/**
 * Encrypts and decrypts streams of any length in the memory of a few segments, as Tink's {@code AES256_GCM_HKDF_1MB} does: either
 * reads what the other has written. What is decrypted has been authenticated, in its place, before it is written; that nothing
 * follows or is missing is known only at the end.
 *
 * @param provider of AES-GCM; the JDK's order without it
 * @param progress is told how many bytes of the result are written
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
            throws IOException, GeneralSecurityException, InterruptedException {
        byte[] header = new byte[StreamLayout.HEADER_BYTES];
        RANDOM.nextBytes(header);
        header[0] = StreamLayout.HEADER_BYTES;
        StreamKey streamKey = new StreamKey(key, header, associatedData, provider);
        ciphertext.write(header);
        Segments segments = new Segments(plaintext, StreamLayout::plaintextBytes);
        new Pump(segments, ciphertext, streamKey, Cipher.ENCRYPT_MODE, progress).run();
    }

    /**
     * Writes the plaintext of {@code ciphertext}. Neither stream is closed.
     *
     * @throws AEADBadTagException if the ciphertext is not whole, or not made with this key and associated data
     */
    public void decrypt(byte[] key, byte[] associatedData, InputStream ciphertext, OutputStream plaintext)
            throws IOException, GeneralSecurityException, InterruptedException {
        byte[] header = ciphertext.readNBytes(StreamLayout.HEADER_BYTES);
        if (header.length != StreamLayout.HEADER_BYTES || header[0] != StreamLayout.HEADER_BYTES) {
            throw new AEADBadTagException("no header");
        }
        StreamKey streamKey = new StreamKey(key, header, associatedData, provider);
        Segments segments = new Segments(ciphertext, StreamLayout::ciphertextBytes);
        new Pump(segments, plaintext, streamKey, Cipher.DECRYPT_MODE, progress).run();
    }
}
