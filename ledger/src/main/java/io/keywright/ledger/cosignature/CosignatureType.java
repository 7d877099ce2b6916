package io.keywright.ledger.cosignature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** The signature algorithms of cosignatures, with JCA's names and the sizes of raw keys and signatures. */
public enum CosignatureType {
    /** RFC 8032. */
    ED25519(0x04, "Ed25519", "Ed25519", 32, 64, "302a300506032b6570032100"),
    /** FIPS 204, pure, with an empty context; needs Java 24. Holds against quantum computers. */
    ML_DSA_44(0x06, "ML-DSA-44", "ML-DSA", 1312, 2420, "30820532300b06096086480165030403110382052100");

    private final int code;
    private final String keyAlgorithm;
    private final String signatureAlgorithm;
    private final int keyBytes;
    private final int signatureBytes;
    private final String spkiPrefix;

    CosignatureType(
            int code,
            String keyAlgorithm,
            String signatureAlgorithm,
            int keyBytes,
            int signatureBytes,
            String spkiPrefix) {
        this.code = code;
        this.keyAlgorithm = keyAlgorithm;
        this.signatureAlgorithm = signatureAlgorithm;
        this.keyBytes = keyBytes;
        this.signatureBytes = signatureBytes;
        this.spkiPrefix = spkiPrefix;
    }

    static CosignatureType ofCode(int code) {
        return Arrays.stream(values())
                .filter(type -> type.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a cosigner's key must be of signature type 4, Ed25519, or 6, ML-DSA-44"));
    }

    /** The signature type in a verifier key line. */
    int code() {
        return code;
    }

    /** JCA's name for key pairs. */
    public String keyAlgorithm() {
        return keyAlgorithm;
    }

    /** JCA's name for signing. */
    String signatureAlgorithm() {
        return signatureAlgorithm;
    }

    int signatureBytes() {
        return signatureBytes;
    }

    PublicKey publicKey(byte[] raw) {
        if (raw.length != keyBytes) {
            throw new IllegalArgumentException(keyAlgorithm + " public keys have " + keyBytes + " bytes");
        }
        byte[] prefix = HexFormat.of().parseHex(spkiPrefix);
        byte[] spki = Arrays.copyOf(prefix, prefix.length + raw.length);
        System.arraycopy(raw, 0, spki, prefix.length, raw.length);
        try {
            PublicKey key = KeyFactory.getInstance(keyAlgorithm).generatePublic(new X509EncodedKeySpec(spki));
            Signature.getInstance(signatureAlgorithm).initVerify(key); // only here does the JDK decode an Ed25519 point
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "not a public key of " + keyAlgorithm + ", or this Java has no such keys", e);
        }
    }

    byte[] raw(PublicKey key) {
        byte[] spki = key.getEncoded();
        byte[] prefix = HexFormat.of().parseHex(spkiPrefix);
        if (spki == null
                || spki.length != prefix.length + keyBytes
                || !Arrays.equals(spki, 0, prefix.length, prefix, 0, prefix.length)) {
            throw new IllegalArgumentException("not a public key of " + keyAlgorithm + " in X.509 encoding");
        }
        return Arrays.copyOfRange(spki, prefix.length, spki.length);
    }
}
