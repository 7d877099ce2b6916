package io.keywright.verifier.ledger.check;

import io.keywright.ledger.merkle.TileAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Checks bundles on several threads, a few ahead of who takes them in order. */
final class BundlesInOrder implements AutoCloseable {

    private static final int AHEAD = 4;

    private final LedgerCopy ledger;
    private final LedgerKeys keys;
    private final long size;
    private final int most;
    private final ExecutorService workers;
    private final Queue<Future<CheckedBundle>> ahead = new ArrayDeque<>();
    private long started;

    BundlesInOrder(LedgerCopy ledger, LedgerKeys keys, long size, int jobs) {
        this.ledger = ledger;
        this.keys = keys;
        this.size = size;
        this.most = jobs * AHEAD;
        this.workers = Executors.newFixedThreadPool(jobs);
    }

    /** The next bundle, of which there must be one. */
    CheckedBundle next() {
        while (started < size && ahead.size() < most) {
            int width = (int) Math.min(TileAddress.FULL_WIDTH, size - started);
            TileAddress tile = new TileAddress(0, started / TileAddress.FULL_WIDTH, width);
            ahead.add(workers.submit(() -> new BundleCheck(ledger, keys, tile).run()));
            started += width;
        }
        try {
            return ahead.remove().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
