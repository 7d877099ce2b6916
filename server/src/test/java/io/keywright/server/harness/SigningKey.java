package io.keywright.server.harness;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A key that signs tokens, by JCA alone: independent of the library that checks them. */
public record SigningKey(String keyId, KeyPair pair) {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final int COORDINATE_BYTES = 32;

    /** A new key; {@code algorithm} is RSA, EC or Ed25519. */
    public static SigningKey create(String keyId, String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            switch (algorithm) {
                case "RSA" -> generator.initialize(2048);
                case "EC" -> generator.initialize(256);
                default -> generator.initialize(255);
            }
            return new SigningKey(keyId, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The signature of a JOSE algorithm. */
    public byte[] sign(String algorithm, byte[] data) {
        try {
            Signature signature = Signature.getInstance(
                    switch (algorithm) {
                        case "RS256" -> "SHA256withRSA";
                        case "PS256" -> "RSASSA-PSS";
                        case "ES256" -> "SHA256withECDSAinP1363Format";
                        case "EdDSA" -> "Ed25519";
                        default -> throw new IllegalArgumentException(algorithm);
                    });
            if (algorithm.equals("PS256")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(pair.getPrivate());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key as a JWK. */
    public Map<String, Object> jwk() {
        Map<String, Object> jwk = new LinkedHashMap<>(Map.of("kid", keyId, "use", "sig"));
        switch (pair.getPublic()) {
            case RSAPublicKey rsa ->
                jwk.putAll(Map.of(
                        "kty", "RSA", "n", number(rsa.getModulus(), 256), "e", number(rsa.getPublicExponent(), 3)));
            case ECPublicKey ec ->
                jwk.putAll(Map.of(
                        "kty",
                        "EC",
                        "crv",
                        "P-256",
                        "x",
                        number(ec.getW().getAffineX(), COORDINATE_BYTES),
                        "y",
                        number(ec.getW().getAffineY(), COORDINATE_BYTES)));
            default -> {
                byte[] spki = pair.getPublic().getEncoded();
                byte[] x = Arrays.copyOfRange(spki, spki.length - COORDINATE_BYTES, spki.length);
                jwk.putAll(Map.of("kty", "OKP", "crv", "Ed25519", "x", BASE64URL.encodeToString(x)));
            }
        }
        return jwk;
    }

    private static String number(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int taken = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - taken, fixed, length - taken, taken);
        return BASE64URL.encodeToString(fixed);
    }
}
