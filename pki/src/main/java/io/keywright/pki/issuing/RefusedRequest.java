package io.keywright.pki.issuing;

/** A certificate request that cannot be read, proves nothing or asks for what nobody gives. Its message goes on after "what was sent". */
public final class RefusedRequest extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;

    /** @param reason a word for programs */
    RefusedRequest(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** A word for programs. */
    public String reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
