package io.keywright.cli.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/**
 * Takes segments from one stream to another. The thread that calls reads them, while others encrypt or decrypt a few, and write them
 * in their order. Wipes what was in memory at its end.
 */
final class Pump {

    /** What is under way needs the memory of so many segments. */
    private static final int MOST_UNDER_WAY = 4;

    private final Segments in;
    private final OutputStream out;
    private final StreamKey key;
    private final int mode;
    private final LongConsumer progress;
    private final List<Segment> all = new ArrayList<>();
    private final Queue<Segment> free = new ArrayDeque<>();
    private final Queue<Segment> underWay = new ArrayDeque<>();
    private long done;

    /**
     * @param mode of {@link javax.crypto.Cipher}
     * @param progress is told how many bytes are written
     */
    Pump(Segments in, OutputStream out, StreamKey key, int mode, LongConsumer progress) {
        this.in = in;
        this.out = out;
        this.key = key;
        this.mode = mode;
        this.progress = progress;
    }

    void run() throws IOException, GeneralSecurityException, InterruptedException {
        try {
            move();
        } finally {
            all.forEach(Segment::wipe);
        }
    }

    private void move() throws IOException, GeneralSecurityException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(MOST_UNDER_WAY)) {
            CompletableFuture<Integer> before = CompletableFuture.completedFuture(0);
            while (!in.ended()) {
                if (in.wouldBlock()) {
                    awaitAll();
                }
                Segment segment = room();
                before = segment.start(in, before, out, threads);
                underWay.add(segment);
            }
            awaitAll();
        }
    }

    /** Where the next segment has room: if need be, once the oldest is written. */
    private Segment room() throws IOException, GeneralSecurityException, InterruptedException {
        if (free.isEmpty() && all.size() < MOST_UNDER_WAY) {
            Segment segment = new Segment(key, mode);
            all.add(segment);
            return segment;
        }
        while (free.isEmpty()) {
            awaitNext();
        }
        return free.remove();
    }

    /** Nobody need wait for what a pipe brings next to see what has come so far, or that it was refused. */
    private void awaitAll() throws IOException, GeneralSecurityException, InterruptedException {
        while (!underWay.isEmpty()) {
            awaitNext();
        }
    }

    private void awaitNext() throws IOException, GeneralSecurityException, InterruptedException {
        Segment segment = underWay.remove();
        done += segment.await();
        progress.accept(done);
        free.add(segment);
    }
}
