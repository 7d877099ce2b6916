package io.keywright.core.journal;

/**
 * A key would have been used more often than it may: others have used it meanwhile. Nothing was written. The store has taken
 * note, so that in the next transaction what is too much does not apply.
 */
public final class Overdrawn extends StoreException {

    public Overdrawn(Throwable cause) {
        super("Other nodes have used a key so often that a batch has no room.", cause);
    }
}
