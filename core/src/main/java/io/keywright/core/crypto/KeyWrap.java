package io.keywright.core.crypto;

import io.keywright.model.Algorithm;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/**
 * Wraps keys under an AES-256 key. Safe from any thread. Version 1 of the blob is
 *
 * <pre>
 * 0x01 | IV, 12 random bytes | AES-256-GCM ciphertext | tag, 16 bytes
 * </pre>
 *
 * with {@code 0x01 | }{@link Binding#bytes()} as additional authenticated data. A test vector, in hex:
 *
 * <pre>
 * wrapping key  000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
 * secret        404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f
 * binding       acme, prod, tenant, 0195f2c4-7d1e-7a00-8000-000000000001, key-material
 * IV            a0a1a2a3a4a5a6a7a8a9aaab
 * blob          01 a0a1a2a3a4a5a6a7a8a9aaab
 *               a6593e6e018e44f82a2ccd984b378e9120fd0b43c6e2143bc4577cdd23f62b5e
 *               58f804612f096a836c50672ffca414fa
 * </pre>
 */
public final class KeyWrap {

    /** What a blob is longer than the key in it. */
    public static final int OVERHEAD_BYTES = 1 + Aead.IV_BYTES + Aead.TAG_BYTES;

    private static final byte VERSION = 1;

    private final CryptoProviders providers;

    public KeyWrap(CryptoProviders providers) {
        this.providers = providers;
    }

    /**
     * Wraps {@code secret}.
     *
     * @param wrappingKey 32 bytes
     */
    public byte[] wrap(SecretBytes wrappingKey, SecretBytes secret, Binding binding) {
        byte[] iv = new byte[Aead.IV_BYTES];
        providers.random().nextBytes(iv);
        return wrap(wrappingKey, secret, binding, iv);
    }

    /** For test vectors only: an IV must never be used twice. */
    byte[] wrap(SecretBytes wrappingKey, SecretBytes secret, Binding binding, byte[] iv) {
        try {
            byte[] sealed = secret.expose(bytes -> aead(wrappingKey).seal(bytes, iv, aad(binding)));
            return ByteBuffer.allocate(1 + iv.length + sealed.length)
                    .put(VERSION)
                    .put(iv)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot wrap a key", e);
        }
    }

    /**
     * Opens what {@link #wrap} made.
     *
     * @throws UnwrapException if key, blob and binding do not belong together
     */
    public SecretBytes unwrap(SecretBytes wrappingKey, byte[] blob, Binding binding) {
        if (blob.length < OVERHEAD_BYTES || blob[0] != VERSION) {
            throw new UnwrapException();
        }
        byte[] iv = Arrays.copyOfRange(blob, 1, 1 + Aead.IV_BYTES);
        byte[] sealed = Arrays.copyOfRange(blob, 1 + Aead.IV_BYTES, blob.length);
        try {
            return SecretBytes.own(aead(wrappingKey).open(sealed, iv, aad(binding)));
        } catch (AEADBadTagException e) {
            throw new UnwrapException();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot unwrap a key", e);
        }
    }

    private Aead aead(SecretBytes key) {
        if (key.size() != Aead.KEY_BYTES) {
            throw new IllegalArgumentException("a wrapping key must be 32 bytes");
        }
        return new Aead(Algorithm.AES_256_GCM, providers.of(Algorithm.AES_256_GCM), key);
    }

    private static byte[] aad(Binding binding) {
        byte[] bytes = binding.bytes();
        return ByteBuffer.allocate(1 + bytes.length).put(VERSION).put(bytes).array();
    }
}
