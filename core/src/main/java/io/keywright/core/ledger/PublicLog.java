package io.keywright.core.ledger;

import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore.LedgerView;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.merkle.ConsistencyProof;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.succession.Signers;
import io.keywright.ledger.succession.Succession;
import io.keywright.ledger.succession.SuccessionProof;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What every caller may read of the ledger: hashes and who signed them, nothing that tells of a receipt. Calls may block. */
public final class PublicLog {

    private final ReceiptStore store;
    private final Checkpoints checkpoints;
    private final LedgerKeyring ring;
    private final CosignerKey cosigner;

    public PublicLog(ReceiptStore store, Checkpoints checkpoints, LedgerKeyring ring, CosignerKey cosigner) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.ring = ring;
        this.cosigner = cosigner;
    }

    /** The keys that signatures of new receipts and checkpoints are checked with. */
    public LogKeys keys() {
        return new LogKeys(ring.current().verifierKey(), List.of(cosigner));
    }

    /** Which key signed which receipts. */
    public Signers signers() {
        return ring.signers();
    }

    /** How the ledger's keys followed each other, proved to be of the newest witnessed checkpoint, or of the newest. */
    public SuccessionProof succession() {
        Succession succession = ring.succession();
        long size = succession.isEmpty() ? 0 : succession.statements().getLast().size();
        PublishedCheckpoint head = checkpoints
                .witnessed()
                .filter(checkpoint -> checkpoint.head().size() >= size)
                .orElseGet(this::checkpoint);
        List<List<Hash>> paths = read(view -> succession.statements().stream()
                .map(statement -> ConsistencyProof.of(
                                statement.size(), head.head().size(), view.tiles())
                        .path())
                .toList());
        return new SuccessionProof(succession, paths, head.note());
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
