package io.keywright.core.crypto;

import io.keywright.model.KeyType;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import javax.security.auth.DestroyFailedException;
import javax.security.auth.Destroyable;

/** Makes keys whose stored form every provider reads. */
final class KeyGeneration {

    private final CryptoProviders providers;

    KeyGeneration(CryptoProviders providers) {
        this.providers = providers;
    }

    GeneratedKey generate(KeyType type) throws GeneralSecurityException {
        return switch (type) {
            case AES_256, HMAC_256 -> random(type);
            case RSA_2048, RSA_3072, RSA_4096, EC_P256, EC_P384, ED25519, ML_DSA_65, X25519, ECDH_P256, ECDH_P384 ->
                pair(type);
        };
    }

    private GeneratedKey random(KeyType type) {
        byte[] bytes = new byte[Aead.KEY_BYTES];
        providers.random().nextBytes(bytes);
        return new GeneratedKey(type, SecretBytes.own(bytes), new byte[0]);
    }

    private GeneratedKey pair(KeyType type) throws GeneralSecurityException {
        KeyPair pair = generator(type, providers.of(type)).generateKeyPair();
        SecretBytes material = SecretBytes.own(pair.getPrivate().getEncoded());
        destroy(pair.getPrivate());
        return new GeneratedKey(type, material, pair.getPublic().getEncoded());
    }

    static KeyPairGenerator generator(KeyType type, Provider provider) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(KeyParsing.jcaName(type), provider);
        switch (type) {
            case RSA_2048, RSA_3072, RSA_4096 -> generator.initialize(type.sizeBits());
            case EC_P256, EC_P384, ECDH_P256, ECDH_P384 -> generator.initialize(Curves.named(type));
            case ED25519, X25519, ML_DSA_65, AES_256, HMAC_256 -> {
                // the name says it all
            }
        }
        return generator;
    }

    /** Frees native memory at once where the provider can; the JDK's own keys are left to the garbage collector. */
    static void destroy(Destroyable key) {
        try {
            key.destroy();
        } catch (DestroyFailedException e) {
            // the JDK's keys cannot; nothing is left to do
        }
    }
}
