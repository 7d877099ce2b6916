package io.keywright.core.ledger;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.ledger.ReceiptStore.LedgerView;
import io.keywright.ledger.merkle.CompleteSubtree;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.RootBuilder;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.NoteKey;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.succession.Signers;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs through all receipts of the ledger and holds them against its signed head, so that none can be missing, altered or
 * put in. Asks no index. Blocks; any number may run at a time.
 *
 * @param signers of the ledger, at the time of the run
 */
public record LedgerAudit(ReceiptStore store, Supplier<Signers> signers) {

    /** An audit of a ledger that has one key only. */
    public LedgerAudit(ReceiptStore store, NoteKey key) {
        this(store, () -> Signers.of(key));
    }

    private static final int PAGE = 1024;

    /** Is shown the receipts, page by page in their order. They are vouched for only once all of the audit is done. */
    @FunctionalInterface
    public interface Visitor {
        void visit(List<Entry> page) throws StoreException, IOException;
    }

    /**
     * Runs through all that the head commits to.
     *
     * @param from the first receipt that is read, a multiple of 256; the hashes of those before it are taken from the tiles
     * @return how many there are, those before {@code from} included
     * @throws DamagedLedgerException if they are not what the head commits to
     * @throws IOException as the visitor does
     */
    public long run(long from, Visitor visitor) throws StoreException, IOException {
        Checkpoint head = head();
        RootBuilder root = new RootBuilder();
        for (long tile = 0; tile < from / TileAddress.FULL_WIDTH; tile++) {
            pushTile(tile, root);
        }
        while (root.size() < head.size()) {
            List<Entry> page = store.entries(root.size(), (int) Math.min(PAGE, head.size() - root.size()));
            push(page, root);
            visitor.visit(page);
        }
        if (!root.root().equals(head.root())) {
            throw new DamagedLedgerException("The receipts are not those that the ledger's head was signed for");
        }
        return head.size();
    }

    private Checkpoint head() throws StoreException {
        try {
            SignedNote note = SignedNote.parse(store.ledger(LedgerView::head).checkpoint());
            Checkpoint head = Checkpoint.parse(note.text());
            if (signers.get().check(note, head.size()) == SignatureCheck.VALID) {
                return head;
            }
        } catch (IllegalArgumentException e) {
            // What cannot be read was not signed.
        }
        throw new DamagedLedgerException("The ledger's head is not one that its key signed");
    }

    private void pushTile(long tile, RootBuilder root) throws StoreException {
        byte[] hashes = store.ledger(view -> view.tiles().hashes(0, tile, TileAddress.FULL_WIDTH));
        for (int i = 0; i < TileAddress.FULL_WIDTH; i++) {
            root.push(new CompleteSubtree(root.size(), 0), Hash.read(hashes, i * Hash.BYTES));
        }
    }

    private static void push(List<Entry> page, RootBuilder root) throws DamagedLedgerException {
        if (page.isEmpty()) {
            throw missing(root.size());
        }
        Hashing hashing = new Hashing();
        for (Entry entry : page) {
            if (entry.index() != root.size()) {
                throw missing(root.size());
            }
            root.push(new CompleteSubtree(entry.index(), 0), hashing.leaf(entry.canonical()));
        }
    }

    private static DamagedLedgerException missing(long index) {
        return new DamagedLedgerException("Receipt " + index + " is missing");
    }
}
