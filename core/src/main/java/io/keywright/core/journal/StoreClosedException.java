package io.keywright.core.journal;

/** The store was closed, because the server ends or does not start. */
public final class StoreClosedException extends StoreException {

    public StoreClosedException() {
        super("The store is closed.");
    }
}
