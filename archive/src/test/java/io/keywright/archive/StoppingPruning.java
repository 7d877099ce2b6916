package io.keywright.archive;

import io.keywright.core.archive.ArchiveException;
import io.keywright.core.archive.LedgerPruning;
import io.keywright.core.archive.PrunedBundle;
import io.keywright.core.archive.SegmentArchive;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore.ReceiptFilter;
import java.util.List;
import java.util.Optional;

/** Ends everything at some step of pruning, as the end of the process does: before or after a reading, or a dropping. */
final class StoppingPruning implements LedgerPruning {

    private final LedgerPruning behind;
    private int left;
    private boolean stopped;

    /** @param steps so many are taken; the next one is the end */
    StoppingPruning(LedgerPruning behind, int steps) {
        this.behind = behind;
        this.left = steps;
    }

    boolean stopped() {
        return stopped;
    }

    private void step() {
        if (left-- == 0) {
            stopped = true;
            throw new StoppingArchive.Stopped();
        }
    }

    /** The archive that bundles are compared with; reading it is a step, too. */
    SegmentArchive reading(SegmentArchive archive) {
        return new ForwardingArchive(archive) {
            @Override
            public Optional<byte[]> read(String path) throws ArchiveException {
                step();
                return super.read(path);
            }
        };
    }

    @Override
    public long pruned() throws StoreException {
        return behind.pruned();
    }

    @Override
    public void prune(List<PrunedBundle> bundles) throws StoreException {
        step();
        behind.prune(bundles);
        step();
    }

    @Override
    public List<Long> bundlesOf(long millis) throws StoreException {
        return behind.bundlesOf(millis);
    }

    @Override
    public List<Long> spans(String tenantId, ReceiptFilter filter, long before, int limit) throws StoreException {
        return behind.spans(tenantId, filter, before, limit);
    }
}
