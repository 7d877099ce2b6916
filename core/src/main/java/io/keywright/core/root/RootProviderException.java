package io.keywright.core.root;

/** A root provider could not serve. The message may name files and settings; it never reaches a caller. */
public final class RootProviderException extends Exception {

    /** Why, as far as it decides what to do next. */
    public enum Reason {
        /** Try again later. */
        UNAVAILABLE,
        /** The blob was altered, or belongs to another root or binding. */
        REFUSED
    }

    private final Reason reason;

    public RootProviderException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public RootProviderException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
