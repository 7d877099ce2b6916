package io.keywright.core.journal;

/** A change did not apply: another came first. What it started from must be read again. */
public final class Conflict extends RuntimeException {

    Conflict() {
        super("another change came first", null, false, false);
    }
}
