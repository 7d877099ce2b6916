package io.keywright.core.archive;

import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.ledger.merkle.CorruptLogException;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import java.util.Optional;

/**
 * How far an archive goes, and that it goes the same way as the store.
 *
 * @param tree of the receipts that are sealed
 */
record ArchivedHead(MerkleTree tree) {

    /** The head of an archive that may be empty; fails with a conflict if it is not one of this ledger. */
    static ArchivedHead read(SegmentArchive archive, ReceiptStore store, LedgerKeyring keys) throws StoreException {
        Optional<byte[]> head = archive.read(SegmentArchive.HEAD);
        if (head.isEmpty()) {
            return new ArchivedHead(MerkleTree.empty());
        }
        Checkpoint sealed = signed(head.get(), keys)
                .orElseThrow(() -> ArchiveException.conflict("The archive " + archive.place()
                        + " has a checkpoint that this ledger's key did not sign. Name an empty"
                        + " archive, or this ledger's."));
        return new ArchivedHead(store.ledger(view -> prefix(sealed, view))
                .orElseThrow(
                        () -> ArchiveException.conflict("The archive " + archive.place() + " holds " + sealed.size()
                                + " receipts that are not the first ones of this store: the store was restored from an"
                                + " old backup, or altered. See docs/runbooks/archive.md.")));
    }

    /** What a checkpoint says that one of the ledger's keys signed. */
    static Optional<Checkpoint> signed(byte[] bytes, LedgerKeyring keys) {
        try {
            SignedNote note = SignedNote.parse(bytes);
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            boolean ours = keys.signers().check(note, checkpoint.size()) == SignatureCheck.VALID
                    && checkpoint.origin().equals(keys.origin());
            return ours ? Optional.of(checkpoint) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<MerkleTree> prefix(Checkpoint sealed, ReceiptStore.LedgerView view) {
        if (sealed.size() > view.head().size()) {
            return Optional.empty();
        }
        try {
            return Optional.of(MerkleTree.restore(sealed.size(), sealed.root(), view.tiles()));
        } catch (CorruptLogException e) {
            return Optional.empty();
        }
    }
}
