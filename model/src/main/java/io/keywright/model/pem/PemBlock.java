package io.keywright.model.pem;

/**
 * What stands between two boundaries of a text in PEM (RFC 7468, section 2).
 *
 * @param label such as {@code CERTIFICATE}
 * @param content usually DER
 */
public record PemBlock(String label, byte[] content) {

    static final String CERTIFICATE = "CERTIFICATE";
    static final String PRIVATE_KEY = "PRIVATE KEY";
    static final String PUBLIC_KEY = "PUBLIC KEY";

    /** A certificate (RFC 5280). */
    public static PemBlock certificate(byte[] der) {
        return new PemBlock(CERTIFICATE, der);
    }

    /** A private key: {@code pkcs8} is a PrivateKeyInfo (RFC 5208). */
    public static PemBlock privateKey(byte[] pkcs8) {
        return new PemBlock(PRIVATE_KEY, pkcs8);
    }

    /** A public key: {@code spki} is a SubjectPublicKeyInfo (RFC 5280, section 4.1). */
    public static PemBlock publicKey(byte[] spki) {
        return new PemBlock(PUBLIC_KEY, spki);
    }

    boolean is(String other) {
        return label.equals(other);
    }
}
