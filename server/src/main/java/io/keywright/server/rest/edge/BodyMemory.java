package io.keywright.server.rest.edge;

import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The memory that the bodies of requests may take, in sum and for each caller. Who finds none stands in line, so that many
 * large requests at once are slow and not refused; a caller whose own requests fill its share holds up nobody else.
 * Thread-safe.
 */
final class BodyMemory {

    private static final Duration SOON = Duration.ofSeconds(1);

    /** A part of the memory, or a place in the line for it. */
    final class Lease implements AutoCloseable {

        private final String caller;
        private final long bytes;
        private final Runnable granted;
        private State state = State.WAITING;

        private Lease(String caller, long bytes, Runnable granted) {
            this.caller = caller;
            this.bytes = bytes;
            this.granted = granted;
        }

        /** Whether the memory is there. */
        boolean held() {
            synchronized (BodyMemory.this) {
                return state == State.HELD;
            }
        }

        /** Gives the memory back, or leaves the line. */
        @Override
        public void close() {
            release(this).forEach(next -> next.granted.run());
        }
    }

    private enum State {
        WAITING,
        HELD,
        CLOSED
    }

    private final long total;
    private final long share;
    private final int line;
    private final Map<String, Long> used = new HashMap<>();
    private final Map<String, Integer> inLine = new HashMap<>();
    private final Queue<Lease> waiting = new ArrayDeque<>();
    private long usedInSum;

    /**
     * @param total how many bytes there are
     * @param share how many of them one caller may have
     * @param line how many requests of one caller may wait; four times as many of all
     */
    BodyMemory(long total, long share, int line) {
        this.total = total;
        this.share = share;
        this.line = line;
    }

    /**
     * Asks for memory.
     *
     * @param bytes at most what one caller may have
     * @param granted runs once the memory is there, unless it is there at once; on the thread that gave it back
     * @throws KeywrightException RATE_LIMITED if the caller's line is full, DEPENDENCY_UNAVAILABLE if all lines are
     */
    synchronized Lease ask(String caller, long bytes, Runnable granted) {
        Lease lease = new Lease(caller, bytes, granted);
        boolean first = waiting.stream().noneMatch(this::fitsShare);
        if (first && fitsShare(lease) && usedInSum + bytes <= total) {
            take(lease);
        } else {
            queue(lease);
        }
        return lease;
    }

    /** What to tell {@code caller}, which has waited in vain. */
    synchronized KeywrightException missed(String caller) {
        return usedBy(caller) > share / 2 ? tooMany() : busy();
    }

    /** How many bytes are in use. */
    synchronized long inUse() {
        return usedInSum;
    }

    private void queue(Lease lease) {
        int own = inLine.getOrDefault(lease.caller, 0);
        if (own >= line) {
            throw tooMany();
        }
        if (waiting.size() >= 4 * line) {
            throw busy();
        }
        waiting.add(lease);
        inLine.put(lease.caller, own + 1);
    }

    private synchronized List<Lease> release(Lease lease) {
        State before = lease.state;
        lease.state = State.CLOSED;
        switch (before) {
            case HELD -> {
                usedInSum -= lease.bytes;
                used.computeIfPresent(lease.caller, (caller, bytes) -> rest(bytes - lease.bytes));
            }
            case WAITING -> {
                waiting.remove(lease);
                left(lease);
            }
            case CLOSED -> {
                return List.of();
            }
        }
        return serve();
    }

    private static @Nullable Long rest(long bytes) {
        return bytes == 0 ? null : bytes;
    }

    /** Those whose turn it is: the first in line, but for callers whose share is used up. */
    private List<Lease> serve() {
        List<Lease> served = new ArrayList<>();
        Iterator<Lease> next = waiting.iterator();
        while (next.hasNext() && usedInSum < total) {
            Lease lease = next.next();
            if (!fitsShare(lease)) {
                continue;
            }
            if (usedInSum + lease.bytes > total) {
                break;
            }
            next.remove();
            left(lease);
            take(lease);
            served.add(lease);
        }
        return served;
    }

    private void left(Lease lease) {
        inLine.computeIfPresent(lease.caller, (caller, count) -> count == 1 ? null : count - 1);
    }

    private void take(Lease lease) {
        lease.state = State.HELD;
        usedInSum += lease.bytes;
        used.merge(lease.caller, lease.bytes, Long::sum);
    }

    private boolean fitsShare(Lease lease) {
        return usedBy(lease.caller) + lease.bytes <= share;
    }

    private long usedBy(String caller) {
        return used.getOrDefault(caller, 0L);
    }

    private static KeywrightException tooMany() {
        return new KeywrightException(
                        ErrorCode.RATE_LIMITED,
                        "Send fewer large requests at once, or smaller ones.",
                        Map.of("reason", "bodies_of_caller"))
                .retryAfter(SOON);
    }

    private static KeywrightException busy() {
        return new KeywrightException(
                        ErrorCode.DEPENDENCY_UNAVAILABLE,
                        "The service holds as many requests as it can; try again.",
                        Map.of("reason", "bodies_of_all"))
                .retryAfter(SOON);
    }
}
