package io.keywright.core.ledger;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore.LedgerView;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.merkle.ConsistencyProof;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What every caller may read of the ledger: hashes and who signed them, nothing that tells of a receipt. Calls may block. */
public final class PublicLog {

    private final ReceiptStore store;
    private final Checkpoints checkpoints;
    private final LogKeys keys;

    public PublicLog(ReceiptStore store, Checkpoints checkpoints, LogKeys keys) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.keys = keys;
    }

    /** The keys that signatures of receipts and checkpoints are checked with. */
    public LogKeys keys() {
        return keys;
    }

    /** The newest checkpoint. */
    public PublishedCheckpoint checkpoint() {
        try {
            return checkpoints.newest();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** The newest checkpoint that enough witnesses cosigned. */
    public PublishedCheckpoint witnessed() {
        return checkpoints
                .witnessed()
                .orElseThrow(() -> notFound(
                        "No checkpoint is witnessed yet; read the newest one without witnessed=true.",
                        "checkpoint_not_witnessed"));
    }

    /** The hashes of a tile, width × 32 bytes, as wide as the ledger has ever been there or narrower. */
    public byte[] tile(TileAddress tile) {
        return read(view -> {
            if (!tile.isIn(view.head().size())) {
                throw notFound(
                        "The ledger has no such tile; see its size in GET /kms/v1/ledger/checkpoint.",
                        "tile_not_found");
            }
            return view.tiles().hashes(tile.level(), tile.index(), tile.width());
        });
    }

    /** The path of the proof that the ledger of {@code to} receipts begins with that of {@code from}. */
    public List<Hash> consistency(long from, long to) {
        return read(view -> {
            if (from > to || to > view.head().size()) {
                throw new KeywrightException(
                        ErrorCode.INVALID_REQUEST,
                        "Ask for from ≤ to ≤ the size in GET /kms/v1/ledger/checkpoint.",
                        Map.of("reason", "ledger_size"));
            }
            return ConsistencyProof.of(from, to, view.tiles()).path();
        });
    }

    private <T> T read(Function<LedgerView, T> reading) {
        try {
            return store.ledger(reading);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private static KeywrightException notFound(String advice, String reason) {
        return new KeywrightException(ErrorCode.KEY_NOT_FOUND, advice, Map.of("reason", reason));
    }
}
