package io.keywright.pki.truststore;

/**
 * Certificates cannot be read out of what holds them. The message goes on where its reader begins: "what was sent holds a
 * private key". It repeats nothing that was read.
 */
public final class TrustStoreException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Kind {
        /** It is not of the form, or has no certificates. */
        FORM,
        /** It holds certificates with keys that nothing here works with. */
        KEY,
        /** The password is missing or does not open it. */
        PASSWORD,
        /** To open it would cost more than it may. */
        WORK,
        /** It holds a private key, which has no place beside authorities. */
        PRIVATE_KEY
    }

    private final Kind kind;

    TrustStoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
