package io.keywright.core.archive;

import io.keywright.core.journal.StoreException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals and prunes, round after round, and remembers how that went. After a conflict no round does anything any more: what
 * somebody has to look at is left as it is. Rounds belong to one thread; the rest is safe from any.
 */
public final class ArchiveRounds {

    /**
     * How far it is.
     *
     * @param sealed how many receipts are in the archive for good
     * @param pruned how many of these are no longer in the store
     */
    public record State(long sealed, long pruned) {}

    private final SegmentArchive archive;
    private final Archiver archiver;
    private final Optional<Pruner> pruner;
    private volatile State state = new State(0, 0);
    private volatile @Nullable StoreException failure;

    /** @param pruner if anything is to be dropped from the store */
    public ArchiveRounds(SegmentArchive archive, Archiver archiver, Optional<Pruner> pruner) {
        this.archive = archive;
        this.archiver = archiver;
        this.pruner = pruner;
    }

    /**
     * Seals what is new, then drops what may be dropped.
     *
     * @throws StoreException also if an earlier round found a conflict
     */
    public void run() throws StoreException {
        if (failure instanceof ArchiveException earlier && earlier.conflict()) {
            throw earlier;
        }
        try {
            archive.check();
            long sealed = archiver.seal();
            state = new State(sealed, state.pruned());
            if (pruner.isPresent()) {
                state = new State(sealed, pruner.get().prune(sealed));
            }
            failure = null;
        } catch (StoreException e) {
            failure = e;
            throw e;
        }
    }

    /** How far the last round came. */
    public State state() {
        return state;
    }

    /**
     * Passes if the last round went well.
     *
     * @throws StoreException what went wrong
     */
    public void requireGood() throws StoreException {
        StoreException last = failure;
        if (last != null) {
            throw last;
        }
    }
}
