package io.keywright.server.rest.keys;

import io.keywright.core.lifecycle.PublishedKeys.PublishedKey;
import io.keywright.model.Algorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A public key as JSON: RFC 7517 and RFC 7518 for RSA and EC, RFC 8037 for Ed25519 and X25519, draft-ietf-cose-dilithium for ML-DSA.
 * Numbers and bytes are Base64url without padding.
 *
 * @param use {@code enc} of keys that agree (RFC 7517, section 4.2)
 * @param alg absent where the key fits several
 */
record JsonWebKey(
        String kty,
        UUID kid,
        String use,
        @Nullable String alg,
        @Nullable String n,
        @Nullable String e,
        @Nullable String crv,
        @Nullable String x,
        @Nullable String y,
        @Nullable String pub) {

    /** Of an Ed25519 or X25519 key the bytes at the end of its SubjectPublicKeyInfo (RFC 8410). */
    private static final int CURVE25519_BYTES = 32;
    /** Of an ML-DSA-65 key (FIPS 204) those at the end of its (RFC 9881). */
    private static final int ML_DSA_65_BYTES = 1952;

    static JsonWebKey of(PublishedKey key) {
        return switch (key.keyType()) {
            case RSA_2048, RSA_3072, RSA_4096 -> rsa(key, (RSAPublicKey) parsed(key, "RSA"));
            case EC_P256, ECDH_P256 -> ec(key, "P-256", (ECPublicKey) parsed(key, "EC"));
            case EC_P384, ECDH_P384 -> ec(key, "P-384", (ECPublicKey) parsed(key, "EC"));
            case ED25519, X25519 -> {
                String x = base64(end(key, CURVE25519_BYTES));
                String curve = key.keyType().wireName();
                yield new JsonWebKey("OKP", key.keyId(), use(key), alg(key), null, null, curve, x, null, null);
            }
            case ML_DSA_65 -> {
                String pub = base64(end(key, ML_DSA_65_BYTES));
                yield new JsonWebKey("AKP", key.keyId(), "sig", alg(key), null, null, null, null, null, pub);
            }
            case AES_256, HMAC_256 -> throw new IllegalArgumentException("no key pair");
        };
    }

    private static JsonWebKey rsa(PublishedKey key, RSAPublicKey rsa) {
        String n = base64(unsigned(rsa.getModulus(), key.keyType().sizeBits()));
        String e =
                base64(unsigned(rsa.getPublicExponent(), rsa.getPublicExponent().bitLength()));
        return new JsonWebKey("RSA", key.keyId(), "sig", null, n, e, null, null, null, null);
    }

    private static JsonWebKey ec(PublishedKey key, String curve, ECPublicKey ec) {
        int bits = key.keyType().sizeBits();
        String x = base64(unsigned(ec.getW().getAffineX(), bits));
        String y = base64(unsigned(ec.getW().getAffineY(), bits));
        return new JsonWebKey("EC", key.keyId(), use(key), alg(key), null, null, curve, x, y, null);
    }

    private static String use(PublishedKey key) {
        return key.keyType().defaultAlgorithm() == Algorithm.ECDH ? "enc" : "sig";
    }

    /** The one algorithm of the key's type; JOSE has none that is agreement alone. */
    private static @Nullable String alg(PublishedKey key) {
        Algorithm algorithm = key.keyType().defaultAlgorithm();
        return algorithm == Algorithm.ECDH ? null : algorithm.wireName();
    }

    private static PublicKey parsed(PublishedKey key, String factory) {
        try {
            return KeyFactory.getInstance(factory).generatePublic(new X509EncodedKeySpec(key.info()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a public key that was made here cannot be read", e);
        }
    }

    private static byte[] end(PublishedKey key, int bytes) {
        return Arrays.copyOfRange(key.info(), key.info().length - bytes, key.info().length);
    }

    private static byte[] unsigned(BigInteger number, int bits) {
        byte[] fixed = new byte[(bits + Byte.SIZE - 1) / Byte.SIZE];
        byte[] signed = number.toByteArray();
        int length = Math.min(signed.length, fixed.length);
        System.arraycopy(signed, signed.length - length, fixed, fixed.length - length, length);
        return fixed;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
