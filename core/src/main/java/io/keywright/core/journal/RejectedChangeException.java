package io.keywright.core.journal;

/** The store works, and cannot take this change or receipt. The rest of its batch is not concerned. */
public final class RejectedChangeException extends StoreException {

    public RejectedChangeException(String message, Throwable cause) {
        super(message, cause);
    }
}
