package io.keywright.core.journal;

/** The store could not read or write. The message is for the log; it never reaches a caller. */
public final class StoreException extends Exception {

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
