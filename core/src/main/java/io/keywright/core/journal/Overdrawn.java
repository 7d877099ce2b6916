package io.keywright.core.journal;

/**
 * Keys would have been used more often than they may: others have used them meanwhile. Nothing was written. The store has taken
 * note, so that in the next transaction what is too much does not apply.
 */
public final class Overdrawn extends StoreException {

    public Overdrawn(int keys) {
        super("Other nodes have used " + keys + " keys so often that a batch has no room.");
    }
}
