package io.keywright.ledger.note;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Raw Ed25519 public keys (RFC 8032), to and from JCA, which speaks SubjectPublicKeyInfo (RFC 8410). */
final class Ed25519 {

    static final String NAME = "Ed25519";
    static final int PUBLIC_KEY_BYTES = 32;
    static final int SIGNATURE_BYTES = 64;

    /** SEQUENCE { SEQUENCE { OID 1.3.101.112 }, BIT STRING of 32 bytes }, up to where the key begins. */
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    static PublicKey publicKey(byte[] raw) {
        if (raw.length != PUBLIC_KEY_BYTES) {
            throw new IllegalArgumentException("an Ed25519 public key must have " + PUBLIC_KEY_BYTES + " bytes");
        }
        try {
            PublicKey key = KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(spki(raw)));
            Signature.getInstance(NAME).initVerify(key); // only here does the JDK decode the point
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 public key", e);
        }
    }

    static byte[] spki(byte[] raw) {
        byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + PUBLIC_KEY_BYTES);
        System.arraycopy(raw, 0, spki, SPKI_PREFIX.length, PUBLIC_KEY_BYTES);
        return spki;
    }

    static byte[] raw(PublicKey key) {
        byte[] spki = key.getEncoded();
        int length = SPKI_PREFIX.length;
        if (spki == null || spki.length != length + PUBLIC_KEY_BYTES || !startsWithPrefix(spki)) {
            throw new IllegalArgumentException("not an Ed25519 public key in X.509 encoding");
        }
        return Arrays.copyOfRange(spki, length, spki.length);
    }

    private static boolean startsWithPrefix(byte[] spki) {
        return Arrays.equals(spki, 0, SPKI_PREFIX.length, SPKI_PREFIX, 0, SPKI_PREFIX.length);
    }
}
