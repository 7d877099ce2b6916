package io.keywright.server.rest.edge;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The deadlines of much that takes the same time at the most and is mostly done long before. They pass in the order in
 * which they were set, so that each event loop needs one timer for all of its own. Each is set, met and passed on its loop.
 */
final class Deadlines {

    private final long withinNanos;
    private final Map<EventLoop, OfLoop> loops = new ConcurrentHashMap<>();

    Deadlines(Duration within) {
        this.withinNanos = within.toNanos();
    }

    /** Runs {@code late} once the time is over, unless it is {@linkplain #met met} before. A second time counts anew. */
    void set(EventLoop loop, Runnable late) {
        loops.computeIfAbsent(loop, OfLoop::new).set(late);
    }

    /** What {@code late} was set for is done. */
    void met(EventLoop loop, Runnable late) {
        OfLoop deadlines = loops.get(loop);
        if (deadlines != null) {
            deadlines.nanos.remove(late);
        }
    }

    private final class OfLoop {

        private final EventLoop loop;
        private final SequencedMap<Runnable, Long> nanos = new LinkedHashMap<>();
        private boolean timed;

        OfLoop(EventLoop loop) {
            this.loop = loop;
        }

        void set(Runnable late) {
            nanos.putLast(late, System.nanoTime() + withinNanos);
            if (!timed) {
                time();
            }
        }

        /** Wakes up for the first deadline that there is now: most are met by then. */
        private void time() {
            timed = !nanos.isEmpty();
            if (timed) {
                long wait = nanos.firstEntry().getValue() - System.nanoTime();
                ScheduledFuture<?> _ = loop.schedule(this::pass, wait, TimeUnit.NANOSECONDS);
            }
        }

        /** Passes one at the most, with the timer on again before: what it runs may fail. */
        private void pass() {
            Map.Entry<Runnable, Long> first = nanos.firstEntry();
            if (first == null || first.getValue() - System.nanoTime() > 0) {
                time();
                return;
            }
            nanos.pollFirstEntry();
            time();
            first.getKey().run();
        }
    }
}
