package io.keywright.model.pem;

/**
 * Something is not what it should be in PEM. The message goes on where its reader begins: "FILE holds no certificate". It
 * repeats nothing that was read but labels.
 */
public final class PemException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong, as far as it matters to the one who sent it. */
    public enum Kind {
        /** It cannot be read as what was wanted. */
        FORM,
        /** It can be read, and holds a key that nothing here works with. */
        KEY
    }

    private final Kind kind;

    private PemException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static PemException form(String message) {
        return new PemException(Kind.FORM, message);
    }

    static PemException key(String message) {
        return new PemException(Kind.KEY, message);
    }

    public Kind kind() {
        return kind;
    }
}
