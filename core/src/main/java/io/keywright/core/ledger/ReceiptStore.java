package io.keywright.core.ledger;

import io.keywright.core.journal.LedgerHead;
import io.keywright.core.journal.StoreException;
import io.keywright.ledger.merkle.TileSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the ledger. Calls may block. */
public interface ReceiptStore {

    /**
     * A receipt at its place in the ledger.
     *
     * @param index its leaf's index, from 0
     * @param canonical the leaf's bytes
     */
    record Entry(long index, byte[] canonical) {}

    /** The tenant's receipt of that id; another tenant's is not there. */
    Optional<Entry> receipt(String tenantId, UUID receiptId) throws StoreException;

    /**
     * The tenant's receipts, newest first.
     *
     * @param before only receipts at smaller indexes; {@link Long#MAX_VALUE} to start
     */
    List<Entry> receipts(String tenantId, ReceiptFilter filter, long before, int limit) throws StoreException;

    /** All receipts from {@code from} on, oldest first, whatever their tenant. */
    List<Entry> entries(long from, int limit) throws StoreException;

    /**
     * What the operation of the receipt at {@code index} changed, as an RFC 8785 object; empty if nothing. Its SHA-256 is
     * the receipt's {@code change_digest}, which is the reader's to check.
     */
    Optional<byte[]> change(long index) throws StoreException;

    /** Runs {@code read} on one consistent view of head and tiles. */
    <T> T ledger(Function<LedgerView, T> read) throws StoreException;

    /** The ledger at one moment. */
    record LedgerView(LedgerHead head, TileSource tiles) {}

    /**
     * Narrows a listing; a null member does not narrow.
     *
     * @param operation see {@link io.keywright.model.Operation#receiptName()}
     * @param from inclusive
     * @param to exclusive
     */
    record ReceiptFilter(
            @Nullable UUID keyId,
            @Nullable String operation,
            @Nullable Instant from,
            @Nullable Instant to) {}
}
