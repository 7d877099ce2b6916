package io.keywright.core.journal;

/** Whether the store committed is not known: it may have, or not. */
public final class UnknownOutcomeException extends StoreException {

    public UnknownOutcomeException(String message, Throwable cause) {
        super(message, cause);
    }
}
