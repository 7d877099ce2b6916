package io.keywright.core.evidence;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.evidence.ReceiptStore.Entry;
import io.keywright.core.evidence.ReceiptStore.ReceiptFilter;
import io.keywright.core.journal.StoreException;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.InclusionProof;
import io.keywright.ledger.note.NoteKey;
import io.keywright.ledger.note.TlogProof;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.ledger.receipt.ChangeDigest;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Receipt;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Shows a tenant its receipts, whole or not at all, and proves that they are in the ledger. Reading evidence leaves no receipt: it uses no key.
 * Calls may block.
 */
public final class ReceiptArchive {

    private final ReceiptAccess access;
    private final ReceiptStore store;
    private final Checkpoints checkpoints;
    private final NoteKey key;

    /** @param key of the ledger, which signed every receipt in it */
    public ReceiptArchive(Authorizer authorizer, ReceiptStore store, Checkpoints checkpoints, NoteKey key) {
        this.access = new ReceiptAccess(authorizer);
        this.store = store;
        this.checkpoints = checkpoints;
        this.key = key;
    }

    /**
     * A tenant's receipts, newest first, from before index {@code before}.
     *
     * @param tenantId the tenant, if it is not the caller's own
     */
    public List<Entry> list(Caller caller, @Nullable String tenantId, ReceiptFilter filter, long before, int limit) {
        String tenant = access.tenant(caller, tenantId);
        access.requireAll(caller);
        List<Entry> found = read(() -> store.receipts(tenant, filter, before, limit));
        found.forEach(this::requireWhole);
        return found;
    }

    /** The receipt's canonical bytes. */
    public byte[] get(Caller caller, @Nullable String tenantId, UUID receiptId) {
        return find(caller, tenantId, receiptId).canonical();
    }

    /**
     * What the receipt's operation changed: the object, in its RFC 8785 form, whose digest the receipt has. For those who
     * may see all receipts of the tenant.
     */
    public byte[] change(Caller caller, @Nullable String tenantId, UUID receiptId) {
        Entry entry = find(caller, tenantId, receiptId);
        access.requireAll(caller);
        Receipt receipt = CanonicalReceipt.parse(entry.canonical());
        if (receipt.context().changeDigest() == null) {
            throw new KeywrightException(
                    ErrorCode.KEY_NOT_FOUND,
                    "The operation of this receipt changed nothing; only receipts with a change_digest have a change.",
                    Map.of("reason", "no_change"));
        }
        return read(() -> store.change(entry.index()))
                .filter(change -> ChangeDigest.matches(receipt, change))
                .orElseThrow(() -> damaged(entry));
    }

    /** A proof that the receipt is in the ledger, against a checkpoint that holds it: a witnessed one if there is one. */
    public TlogProof proof(Caller caller, @Nullable String tenantId, UUID receiptId) {
        Entry found = find(caller, tenantId, receiptId);
        return read(() -> proof(found, checkpoints.holding(found.index())));
    }

    /** A proof that would not convince is never given: a tile that was altered is noticed here. */
    private TlogProof proof(Entry entry, PublishedCheckpoint checkpoint) throws StoreException {
        InclusionProof inclusion = store.ledger(
                view -> InclusionProof.of(entry.index(), checkpoint.head().size(), view.tiles()));
        if (!inclusion.verify(
                new Hashing().leaf(entry.canonical()), checkpoint.head().root())) {
            throw broken("The ledger's tiles failed their integrity check", "tile_integrity", entry);
        }
        return new TlogProof(inclusion, checkpoint.note());
    }

    private Entry find(Caller caller, @Nullable String tenantId, UUID receiptId) {
        String tenant = access.tenant(caller, tenantId);
        Entry found = read(() -> store.receipt(tenant, receiptId)).orElseThrow(ReceiptArchive::notFound);
        requireWhole(found);
        if (!access.maySee(caller, CanonicalReceipt.parse(found.canonical()))) {
            throw notFound();
        }
        return found;
    }

    private void requireWhole(Entry entry) {
        boolean whole;
        try {
            whole = CanonicalReceipt.signed(CanonicalReceipt.parse(entry.canonical()), key);
        } catch (IllegalArgumentException e) {
            whole = false;
        }
        if (!whole) {
            throw damaged(entry);
        }
    }

    private static KeywrightException damaged(Entry entry) {
        return broken("A stored receipt failed its integrity check", "receipt_integrity", entry);
    }

    private static KeywrightException broken(String what, String reason, Entry entry) {
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                what + "; ask the operator to restore the store.",
                Map.of("dependency", "ledger", "reason", reason, "index", entry.index()));
    }

    private static KeywrightException notFound() {
        return new KeywrightException(
                ErrorCode.KEY_NOT_FOUND,
                "There is no such receipt of your tenant; list them with GET /kms/v1/receipts.",
                Map.of("reason", "receipt_not_found"));
    }

    @FunctionalInterface
    private interface Read<T> {
        T run() throws StoreException;
    }

    private static <T> T read(Read<T> read) {
        try {
            return read.run();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
