package io.keywright.core.archive;

import io.keywright.core.journal.StoreException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
    private final BooleanSupplier onDuty;
    private volatile Optional<State> state = Optional.empty();
    private volatile @Nullable StoreException failure;

    /**
     * Before the first round.
     *
     * @param pruner if anything is to be dropped from the store
     * @param onDuty whether this node is the one that archives
     */
    public ArchiveRounds(SegmentArchive archive, Archiver archiver, Optional<Pruner> pruner, BooleanSupplier onDuty) {
        this.archive = archive;
        this.archiver = archiver;
        this.pruner = pruner;
        this.onDuty = onDuty;
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
            state = Optional.of(new State(sealed, state.map(State::pruned).orElse(0L)));
            if (pruner.isPresent()) {
                state = Optional.of(new State(sealed, pruner.get().prune(sealed)));
            }
            failure = null;
        } catch (StoreException e) {
            failure = e;
            throw e;
        }
    }

    /** Whether this node archives; what came of its rounds before means nothing once another does. */
    public boolean onDuty() {
        return onDuty.getAsBoolean();
    }

    /** How far the last round came; empty before the first, and while another node archives. */
    public Optional<State> state() {
        return state.filter(it -> onDuty());
    }

    /**
     * Passes if the last round went well, or another node archives.
     *
     * @throws StoreException what went wrong
     */
    public void requireGood() throws StoreException {
        StoreException last = failure;
        if (last != null && onDuty()) {
            throw last;
        }
    }
}
