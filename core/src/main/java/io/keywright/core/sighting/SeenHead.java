package io.keywright.core.sighting;

import io.keywright.core.journal.LedgerHead;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps the head of the longest ledger that this node has seen, in a file, at most once a second and at the end: what a node
 * has acknowledged it can miss after a restart, too. Thread-safe.
 */
public final class SeenHead implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final HeadFile file;
    private final Supplier<Optional<LedgerHead>> longest;
    private final Supervised thread;
    private Optional<LedgerHead> kept = Optional.empty();

    public SeenHead(HeadFile file, Supplier<Optional<LedgerHead>> longest, Supervisor supervisor) {
        this.file = file;
        this.longest = longest;
        this.thread = supervisor.repeat("seen-head", EVERY, EVERY, this::keep);
    }

    private synchronized void keep() throws IOException {
        Optional<LedgerHead> head = longest.get();
        if (head.isPresent() && !head.equals(kept)) {
            file.write(head.get());
            kept = head;
        }
    }

    /** Keeps the last one. */
    @Override
    public void close() {
        thread.stop();
        try {
            keep();
        } catch (IOException e) {
            throw new UncheckedIOException("The ledger's longest head could not be kept for the next start.", e);
        }
    }
}
