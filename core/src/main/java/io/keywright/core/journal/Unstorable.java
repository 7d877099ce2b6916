package io.keywright.core.journal;

/** A change that the store cannot take, whenever it is tried: a fault of the service. Nothing of it was written. */
public final class Unstorable extends RuntimeException {

    Unstorable(Throwable cause) {
        super("the store cannot take the change", cause);
    }
}
