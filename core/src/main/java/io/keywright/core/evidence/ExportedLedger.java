package io.keywright.core.evidence;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Checkpoints;
import io.keywright.core.ledger.PublicLog;
import io.keywright.core.ledger.PublishedCheckpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * What vouches for packages: the ledger's keys, and the checkpoint that receipts are proved against.
 *
 * @param log tells the keys, and how they followed each other
 * @param patience how long an export waits until witnesses have cosigned its last receipt; zero where there are none
 */
public record ExportedLedger(PublicLog log, Checkpoints checkpoints, Duration patience) {

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Is asked over and over whether to wait any longer, and says no by an {@link Interruption}. */
    @FunctionalInterface
    interface Waiting {
        void check() throws IOException;
    }

    /**
     * A checkpoint that commits to the leaf of that number and to all before: one that enough witnesses cosigned, or else
     * the newest.
     */
    PublishedCheckpoint holding(long index, Waiting waiting) throws IOException, StoreException {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<PublishedCheckpoint> witnessed = witnessed(index);
        while (witnessed.isEmpty() && System.nanoTime() - deadline < 0) {
            waiting.check();
            pause();
            witnessed = witnessed(index);
        }
        return witnessed.isPresent() ? witnessed.get() : newest();
    }

    /** The newest, which no witness may have seen. */
    PublishedCheckpoint newest() throws StoreException {
        return checkpoints.newest();
    }

    private Optional<PublishedCheckpoint> witnessed(long index) {
        return checkpoints.witnessed().filter(checkpoint -> checkpoint.holds(index));
    }

    private static void pause() throws Interruption {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interruption();
        }
    }
}
