package io.keywright.core.ledger;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.ledger.ReceiptStore.ReceiptFilter;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.InclusionProof;
import io.keywright.ledger.note.TlogProof;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.ledger.receipt.ChangeDigest;
import io.keywright.ledger.succession.Signers;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows receipts to those who may see them, whole or not at all, and proves that they are in the ledger. Reading evidence leaves no receipt: it uses no key.
 * Calls may block.
 */
public final class ReceiptArchive {

    /** Where many receipts are others', this bounds what one call reads. */
    private static final int MOST_LOOKED_THROUGH = 10_000;

    private static final int LOOKED_THROUGH_AT_ONCE = 256;

    private final ReceiptAccess access;
    private final ReceiptStore store;
    private final Checkpoints checkpoints;
    private final Supplier<Signers> signers;

    /** @param signers of the ledger, each of which signed its receipts, at the time of a call */
    public ReceiptArchive(
            Authorizer authorizer, ReceiptStore store, Checkpoints checkpoints, Supplier<Signers> signers) {
        this.access = new ReceiptAccess(authorizer);
        this.store = store;
        this.checkpoints = checkpoints;
        this.signers = signers;
    }

    /**
     * The receipts that the caller may see, newest first, from before index {@code before}. A page can be shorter than
     * {@code limit} and yet not the last: no more is looked through at a time than a bound.
     *
     * @param tenantId the tenant, if it is not the caller's own
     * @param filter what the store finds by its indexes
     * @param content what is looked for in each of the receipts so found
     */
    public ReceiptPage list(
            Caller caller,
            @Nullable String tenantId,
            ReceiptFilter filter,
            ReceiptContent content,
            long before,
            int limit) {
        ReceiptView view = access.view(caller, tenantId).of(content);
        int most = view.isAll() ? limit : MOST_LOOKED_THROUGH;
        int atOnce = view.isAll() ? limit : Math.max(limit, LOOKED_THROUGH_AT_ONCE);
        List<Entry> found = new ArrayList<>();
        Long next = before;
        for (int seen = 0; next != null && found.size() < limit && seen < most; ) {
            ReceiptPage page = page(view.reach().tenantId(), filter, next, atOnce);
            next = take(page, view, found, limit);
            seen += page.entries().size();
        }
        return new ReceiptPage(List.copyOf(found), next);
    }

    private ReceiptPage page(String tenantId, ReceiptFilter filter, long before, int limit) {
        List<Entry> entries = read(() -> store.receipts(tenantId, filter, before, limit));
        return new ReceiptPage(
                entries, entries.size() < limit ? null : entries.getLast().index());
    }

    /** Takes what may be seen, as far as there is room; answers what to go on before. */
    private @Nullable Long take(ReceiptPage page, ReceiptView view, List<Entry> found, int limit) {
        for (Entry entry : page.entries()) {
            requireWhole(entry, view);
            if (view.covers(CanonicalReceipt.parse(entry.canonical()))) {
                found.add(entry);
            }
            if (found.size() == limit) {
                return entry.index();
            }
        }
        return page.next();
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
        access.whole(caller, tenantId);
        Entry entry = find(caller, tenantId, receiptId);
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
        ReceiptView view = access.view(caller, tenantId);
        Entry found =
                read(() -> store.receipt(view.reach().tenantId(), receiptId)).orElseThrow(ReceiptArchive::notFound);
        requireWhole(found, view);
        if (!view.covers(CanonicalReceipt.parse(found.canonical()))) {
            throw notFound();
        }
        return found;
    }

    /** Passes if the ledger signed the receipt, for the tenant that the store keeps it for. */
    private void requireWhole(Entry entry, ReceiptView view) {
        boolean whole;
        try {
            Receipt receipt = CanonicalReceipt.parse(entry.canonical());
            whole = receipt.scope().tenantId().equals(view.reach().tenantId())
                    && CanonicalReceipt.signed(receipt, signers.get().at(entry.index()));
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
                "There is no such receipt that you may see; list them with GET /kms/v1/receipts.",
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
