package io.keywright.core.crypto;

import io.keywright.model.KeyType;

/**
 * A fresh key.
 *
 * @param material PKCS#8 DER (RFC 5958) of the private key, or the 32 raw bytes of a symmetric key
 * @param publicKey SubjectPublicKeyInfo DER (RFC 5280), or empty for symmetric keys
 */
public record GeneratedKey(KeyType type, SecretBytes material, byte[] publicKey) implements AutoCloseable {

    /** Destroys the material. */
    @Override
    public void close() {
        material.close();
    }

    @Override
    public String toString() {
        return "GeneratedKey[" + type.wireName() + "]";
    }
}
