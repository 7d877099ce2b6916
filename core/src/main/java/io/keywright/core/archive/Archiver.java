package io.keywright.core.archive;

import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.succession.Succession;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Seals what is new in the ledger, segment by segment: writes the receipts and tiles, reads them back, and only then writes
 * the checkpoint that commits to them. May be stopped at any moment, however hard; the next run goes on. One at a time.
 */
public final class Archiver {

    /** Bounds how much is written before it is sealed. */
    private static final long MOST = 1 << 20;

    private static final String CHECKPOINTS = "checkpoints/";
    private static final String KEY = "ledger.vkey";
    private static final String SUCCESSION = "succession/";

    private final ReceiptStore store;
    private final LedgerPruning pruning;
    private final SegmentArchive archive;
    private final LedgerKeyring keys;
    private final PrefixCheckpoints checkpoints;
    private final SegmentWriter writer;
    private final SegmentCheck check;
    private final BooleanSupplier onDuty;

    /**
     * @param store all receipts, also those that are in the archive only
     * @param keys the ledger's
     * @param onDuty whether this node is the one that archives
     */
    public Archiver(
            ReceiptStore store,
            LedgerPruning pruning,
            SegmentArchive archive,
            LedgerKeyring keys,
            Pace pace,
            BooleanSupplier onDuty) {
        this.store = store;
        this.pruning = pruning;
        this.archive = archive;
        this.keys = keys;
        this.checkpoints = new PrefixCheckpoints(store, keys);
        this.writer = new SegmentWriter(store, archive, pace);
        this.check = new SegmentCheck(archive, pace);
        this.onDuty = onDuty;
    }

    /**
     * Seals all whole bundles that there are.
     *
     * @return how many receipts are sealed now
     * @throws ArchiveException a conflict if the archive holds something else than this ledger
     * @throws StoreException also if another node archives by now; what this one left undone is done by that
     */
    public long seal() throws StoreException {
        MerkleTree sealed = head();
        requirePruned(sealed.size());
        long size = store.ledger(view -> view.head().size());
        long whole = size - size % TileAddress.FULL_WIDTH;
        while (sealed.size() < whole) {
            sealed = seal(sealed, Math.min(whole, sealed.size() + MOST));
        }
        return sealed.size();
    }

    /** The key that the ledger began with, and how others followed it: what is written once need not change. */
    private void writeKeys() throws StoreException {
        Succession succession = keys.succession();
        VerifierKey first = succession.first(keys.current().verifierKey());
        archive.writeOnce(KEY, (first + "\n").getBytes(StandardCharsets.UTF_8));
        int number = 1;
        for (SignedNote statement : succession.notes()) {
            archive.writeOnce(SUCCESSION + number, statement.toString().getBytes(StandardCharsets.UTF_8));
            number++;
        }
    }

    /** An archive without what only it can have, such as the folder of a disk that is not mounted, is left as it is. */
    private void requirePruned(long sealed) throws StoreException {
        long pruned = pruning.pruned();
        if (sealed < pruned) {
            throw ArchiveException.absent("The archive " + archive.place() + " seals " + sealed + " receipts, but "
                    + pruned + " are in an archive only. Is it the right one, and its disk mounted?");
        }
    }

    private MerkleTree head() throws StoreException {
        return ArchivedHead.read(archive, store, keys).tree();
    }

    /** Another node may have sealed more meanwhile; that stands. */
    private MerkleTree seal(MerkleTree sealed, long end) throws StoreException {
        writeKeys();
        MerkleTree grown = writer.write(sealed, end);
        SignedNote own = checkpoints.sign(end);
        Checkpoint checkpoint = Checkpoint.parse(own.text());
        check.check(sealed, checkpoint);
        byte[] kept = keep(checkpoint, own.toString().getBytes(StandardCharsets.UTF_8));
        requireDuty();
        if (head().size() < end) {
            archive.writeHead(kept);
        }
        return grown;
    }

    /** One that is there and says the same stands: the ledger's key may have changed since, or another node wrote it. */
    private byte[] keep(Checkpoint checkpoint, byte[] own) throws StoreException {
        String path = CHECKPOINTS + checkpoint.size();
        Optional<byte[]> there =
                archive.read(path).filter(it -> ArchivedHead.signed(it, keys).equals(Optional.of(checkpoint)));
        if (there.isEmpty()) {
            requireDuty();
            archive.writeOnce(path, own);
        }
        return there.orElse(own);
    }

    private void requireDuty() throws StoreException {
        if (!onDuty.getAsBoolean()) {
            throw new StoreException("Another node does the chores by now, and goes on with the archive.");
        }
    }
}
