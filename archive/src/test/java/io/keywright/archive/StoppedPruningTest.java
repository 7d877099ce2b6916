package io.keywright.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.archive.folder.FolderArchive;
import io.keywright.core.archive.ArchivedReceipts;
import io.keywright.core.archive.Archiver;
import io.keywright.core.archive.Pace;
import io.keywright.core.archive.Pruner;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.AuditResult;
import io.keywright.ledger.LogAudit;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignedNote;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever step of pruning is the last, every receipt is in the store or in the archive, and the next run goes on. */
class StoppedPruningTest {

    private static final int RECEIPTS = 5000;
    private static final long PRUNED = 2 * 1024;
    /** For each span four bundles are compared; then it is dropped, with a step before and one after. */
    private static final int STEPS = 2 * (4 + 2);

    @TempDir
    Path folder;

    @Test
    void nothingIsLostAndTheLedgerIsSoundAfterEachStep() throws Exception {
        Path data = folder.resolve("data");
        FolderArchive archive = new FolderArchive(folder.resolve("archive"));
        archive.check();
        List<byte[]> before;
        LedgerOnDisk ledger = new LedgerOnDisk(data);
        try (ledger) {
            ledger.append(RECEIPTS);
            before = leaves(ledger.receipts());
            new Archiver(ledger.receipts(), ledger.store().pruning(), archive, ledger.keys(), Pace.NONE, () -> true)
                    .seal();
        }
        for (int steps = 0; steps <= STEPS; steps++) {
            Path copy = Tree.copy(data, folder.resolve("data-" + steps));
            try (LedgerOnDisk stopped = ledger.withSameKey(copy)) {
                assertThat(stopsAfter(steps, stopped, archive)).isEqualTo(steps < STEPS);
            }
            try (LedgerOnDisk again = ledger.withSameKey(copy)) {
                assertThat(again.store().pruning().pruned()).isEqualTo(prunedAfter(steps));
                assertSound(again, archive, before);
                assertThat(prune(again, archive)).isEqualTo(PRUNED);
                assertSound(again, archive, before);
            }
        }
    }

    private static long prunedAfter(int steps) {
        return 1024L * ((steps + 1) / (STEPS / 2));
    }

    private static boolean stopsAfter(int steps, LedgerOnDisk ledger, FolderArchive archive) throws StoreException {
        StoppingPruning stopping = new StoppingPruning(ledger.store().pruning(), steps);
        try {
            new Pruner(ledger.receipts(), stopping, stopping.reading(archive), Pruner.FEWEST_KEPT, Pace.NONE)
                    .prune(RECEIPTS - RECEIPTS % 256);
        } catch (StoppingArchive.Stopped e) {
            return stopping.stopped();
        }
        return false;
    }

    private static long prune(LedgerOnDisk ledger, FolderArchive archive) throws StoreException {
        return new Pruner(ledger.receipts(), ledger.store().pruning(), archive, Pruner.FEWEST_KEPT, Pace.NONE)
                .prune(RECEIPTS - RECEIPTS % 256);
    }

    private static List<byte[]> leaves(ReceiptStore receipts) throws StoreException {
        return receipts.entries(0, RECEIPTS + 1).stream().map(Entry::canonical).toList();
    }

    /** That all receipts are read as they were, and make the tree that the head was signed for. */
    private static void assertSound(LedgerOnDisk ledger, FolderArchive archive, List<byte[]> before)
            throws StoreException {
        List<byte[]> now =
                leaves(new ArchivedReceipts(ledger.receipts(), ledger.store().pruning(), archive));
        assertThat(now).usingElementComparator(Arrays::compare).isEqualTo(before);
        AuditResult result = ledger.receipts().ledger(view -> {
            Checkpoint head =
                    Checkpoint.parse(SignedNote.parse(view.head().checkpoint()).text());
            return LogAudit.of(head).withTiles(view.tiles()).replay(now.iterator());
        });
        assertThat(result).isInstanceOf(AuditResult.Sound.class);
    }
}
