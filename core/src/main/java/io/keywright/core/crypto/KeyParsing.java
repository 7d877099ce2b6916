package io.keywright.core.crypto;

import io.keywright.model.KeyType;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** Reads PKCS#8 and SubjectPublicKeyInfo, and makes sure that they are of the type that they are said to be. */
final class KeyParsing {

    /** 12 bytes before the 32 of the key, of either sort (RFC 8410). */
    private static final int CURVE25519_SPKI_BYTES = 44;

    /** 22 bytes before the 1952 of the key (RFC 9881). */
    private static final int ML_DSA_65_SPKI_BYTES = 1974;

    private final CryptoProviders providers;

    KeyParsing(CryptoProviders providers) {
        this.providers = providers;
    }

    /** The name of a type's key factory and key pair generator. */
    static String jcaName(KeyType type) {
        return switch (type) {
            case RSA_2048, RSA_3072, RSA_4096 -> "RSA";
            case EC_P256, EC_P384, ECDH_P256, ECDH_P384 -> "EC";
            case ED25519 -> "Ed25519";
            case X25519 -> "X25519";
            case ML_DSA_65 -> "ML-DSA-65";
            case AES_256, HMAC_256 -> throw new IllegalArgumentException(type.wireName() + " has no key pair");
        };
    }

    PrivateKey privateKey(KeyType type, SecretBytes pkcs8) throws GeneralSecurityException {
        KeyFactory factory = factory(type);
        return pkcs8.expose(bytes -> factory.generatePrivate(new PKCS8EncodedKeySpec(bytes)));
    }

    PublicKey publicKey(KeyType type, byte[] spki) throws GeneralSecurityException {
        PublicKey key = factory(type).generatePublic(new X509EncodedKeySpec(spki));
        if (!hasSize(type, key)) {
            throw new UnusableKeyException(type, "another size or curve");
        }
        if (!Arrays.equals(key.getEncoded(), spki)) {
            throw new UnusableKeyException(type, "the public key is not in canonical DER");
        }
        return key;
    }

    /** The JDK's key factory takes ML-DSA keys of any length. */
    private static boolean hasSize(KeyType type, PublicKey key) throws GeneralSecurityException {
        return switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() == type.sizeBits();
            case ECPublicKey ec -> Curves.fits(type, ec);
            default ->
                key.getEncoded().length == (type == KeyType.ML_DSA_65 ? ML_DSA_65_SPKI_BYTES : CURVE25519_SPKI_BYTES);
        };
    }

    /** That of the provider that will use the key, which need not translate it then; else the JDK's. */
    private KeyFactory factory(KeyType type) throws GeneralSecurityException {
        String name = jcaName(type);
        Provider preferred = providers.of(type);
        return preferred.getService("KeyFactory", name) != null
                ? KeyFactory.getInstance(name, preferred)
                : KeyFactory.getInstance(name, Jca.of(type.defaultAlgorithm()).jdkProvider());
    }
}
