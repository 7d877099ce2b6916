package io.keywright.core.crypto;

import io.keywright.model.Algorithm;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * AES-256-GCM (NIST SP 800-38D) or ChaCha20-Poly1305 (RFC 8439) under one key, with a 96-bit IV and the 128-bit tag
 * appended (RFC 5116). Safe from any thread.
 */
final class Aead implements AutoCloseable {

    static final int KEY_BYTES = 32;
    static final int IV_BYTES = 12;
    static final int TAG_BYTES = 16;

    private final Algorithm algorithm;
    private final Provider provider;
    private final RawKey key;
    private final Pool<Cipher> pool = new Pool<>();

    Aead(Algorithm algorithm, Provider provider, SecretBytes key) {
        this.algorithm = algorithm;
        this.provider = provider;
        this.key = new RawKey(algorithm == Algorithm.CHACHA20_POLY1305 ? "ChaCha20" : "AES", key);
    }

    /** @param iv never used before with this key */
    byte[] seal(byte[] plaintext, byte[] iv, byte[] aad) throws GeneralSecurityException {
        return run(Cipher.ENCRYPT_MODE, plaintext, iv, aad);
    }

    /** @throws AEADBadTagException for whatever {@link #seal} did not make, input of a wrong size included */
    byte[] open(byte[] ciphertext, byte[] iv, byte[] aad) throws GeneralSecurityException {
        if (iv.length != IV_BYTES || ciphertext.length < TAG_BYTES) {
            throw new AEADBadTagException();
        }
        return run(Cipher.DECRYPT_MODE, ciphertext, iv, aad);
    }

    private byte[] run(int mode, byte[] input, byte[] iv, byte[] aad) throws GeneralSecurityException {
        Cipher pooled = pool.take();
        Cipher cipher =
                pooled != null ? pooled : Cipher.getInstance(Jca.of(algorithm).transformation(), provider);
        cipher.init(mode, key, parameters(iv));
        cipher.updateAAD(aad);
        byte[] output = cipher.doFinal(input);
        pool.give(cipher);
        return output;
    }

    private AlgorithmParameterSpec parameters(byte[] iv) {
        return algorithm == Algorithm.CHACHA20_POLY1305
                ? new IvParameterSpec(iv)
                : new GCMParameterSpec(TAG_BYTES * Byte.SIZE, iv);
    }

    /** One under a subkey for {@code purpose} alone; what either makes, the other does not open. To be closed. */
    Aead derived(String purpose) throws GeneralSecurityException {
        return new Aead(algorithm, provider, Hkdf.subkey(key, purpose, KEY_BYTES));
    }

    void forget() {
        pool.clear();
    }

    /** Destroys the key, too. */
    @Override
    public void close() {
        forget();
        key.destroy();
    }
}
