package io.keywright.core.events;

/** The ledger does not have what was asked for: it begins later, or does not reach so far. */
public final class NoSuchPlace extends Exception {

    NoSuchPlace(String message) {
        super(message, null, false, false);
    }
}
