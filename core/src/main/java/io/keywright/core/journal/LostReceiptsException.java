package io.keywright.core.journal;

/** The store's ledger lacks receipts that this node has seen, as after a failover to a standby that did not have them. */
public final class LostReceiptsException extends StoreException {

    private LostReceiptsException(String what, long last) {
        super(what
                + (" Restore the store from a backup that has them, or bring back the server that has. If none has, restart with"
                                + " keywright.ledger.accept-loss-up-to=%d, which the ledger will tell; see docs/runbooks/store.md.")
                        .formatted(last));
    }

    /** The store has the first {@code size} of {@code seen} receipts at the most. */
    public static LostReceiptsException fewer(long seen, long size) {
        return new LostReceiptsException(
                ("This node has seen a ledger of %d receipts, and the store has %d: numbers %d to %d were acknowledged and are"
                                + " lost, with what they tell of.")
                        .formatted(seen, size, size, seen - 1),
                seen - 1);
    }

    /** The store has as many as {@code seen}, and others in the place of the last ones. */
    public static LostReceiptsException others(long seen) {
        return new LostReceiptsException(
                ("The store's ledger does not go on from the %d receipts that this node has seen: receipts that were acknowledged"
                                + " are lost, and others are in their place; the last lost one is number %d.")
                        .formatted(seen, seen - 1),
                seen - 1);
    }
}
