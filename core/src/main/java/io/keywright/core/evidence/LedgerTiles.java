package io.keywright.core.evidence;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.ledger.merkle.TileSource;

/** The ledger's tiles, each read for itself: a long export must not hold on to one view of the store. */
record LedgerTiles(ReceiptStore store) implements TileSource {

    @Override
    public byte[] hashes(int level, long index, int width) {
        try {
            return store.ledger(view -> view.tiles().hashes(level, index, width));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
