package io.keywright.core.crypto;

import io.keywright.model.Algorithm;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;

/**
 * AES-256-GCM over the chunks of one long message: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, "Online
 * Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", 2015). A chunk's IV is its number in 11 bytes, big-endian,
 * and a byte that is 1 for the last and else 0, so that no chunk opens in another place, and none is missing at the end
 * unnoticed. One key is for one message. Safe from any thread.
 */
public final class ChunkCipher {

    /** What a sealed chunk is longer than its content. */
    public static final int OVERHEAD_BYTES = Aead.TAG_BYTES;

    private static final int UNUSED_BYTES = 3;

    private final Aead aead;
    private final byte[] context;

    /**
     * A cipher for one message.
     *
     * @param key 32 bytes, never used before
     * @param context what the message belongs to, authenticated with each chunk
     */
    public ChunkCipher(CryptoProviders providers, SecretBytes key, byte[] context) {
        if (key.size() != Aead.KEY_BYTES) {
            throw new IllegalArgumentException("the key of a message must be 32 bytes");
        }
        this.aead = new Aead(Algorithm.AES_256_GCM, providers.of(Algorithm.AES_256_GCM), key);
        this.context = context.clone();
    }

    /** Seals the chunk of that number, once. */
    public byte[] seal(long number, boolean last, byte[] chunk) {
        try {
            return aead.seal(chunk, iv(number, last), context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal a chunk", e);
        }
    }

    /**
     * Opens the chunk of that number.
     *
     * @throws UnwrapException if it is not what was sealed as that chunk of this message
     */
    public byte[] open(long number, boolean last, byte[] sealed) {
        try {
            return aead.open(sealed, iv(number, last), context);
        } catch (AEADBadTagException e) {
            throw new UnwrapException();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open a chunk", e);
        }
    }

    private static byte[] iv(long number, boolean last) {
        return ByteBuffer.allocate(Aead.IV_BYTES)
                .put(new byte[UNUSED_BYTES])
                .putLong(number)
                .put((byte) (last ? 1 : 0))
                .array();
    }
}
