package io.keywright.core.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the threads alive that the service cannot do without. Each works in turns. A turn that throws, an {@link Error}
 * included, is reported, and after a pause the next one begins. Only an {@link OutOfMemoryError} is not survived, since
 * nobody knows what else it left half done: the process ends, for whatever runs it to start it again. Thread-safe.
 */
public final class Supervisor {

    /** What a thread does in one turn. */
    @FunctionalInterface
    public interface Turn {

        /** Does it. An interruption ends the thread only if it was stopped. */
        void run() throws Exception;
    }

    /** Is told how threads do. Must not throw. */
    public interface Watch {

        /** A turn has failed. Told once until one succeeds again. */
        void failed(String thread, Throwable cause);

        /** A turn has succeeded, after others that failed. */
        void recovered(String thread);

        /** The process cannot go on; must end it. */
        void outOfMemory(String thread, OutOfMemoryError cause);
    }

    /**
     * A thread whose last turn failed.
     *
     * @param since when the first of the turns in a row failed
     */
    public record Failing(String thread, Instant since) {}

    private final Watch watch;
    private final InstantSource clock;
    private final Map<String, Failing> failing = new ConcurrentHashMap<>();

    public Supervisor(Watch watch, InstantSource clock) {
        this.watch = watch;
        this.clock = clock;
    }

    /** One that nobody watches: for tools and tests. It survives everything. */
    public Supervisor() {
        this(Unwatched.INSTANCE, InstantSource.system());
    }

    /** Starts a thread that does turn after turn until it is ended. {@code builder} gives it its name. */
    public Supervised start(Thread.Builder builder, Turn turn) {
        return new Supervised(builder, turn, this);
    }

    /** Starts a thread of that name, which keeps no process alive, and does a turn after {@code first} and every pause. */
    public Supervised repeat(String name, Duration first, Duration pause, Turn turn) {
        return start(Thread.ofPlatform().name(name).daemon(), new Repeated(first, pause, turn));
    }

    /** The threads whose last turn failed. */
    public List<Failing> failing() {
        return List.copyOf(failing.values());
    }

    void succeeded(String thread) {
        if (!failing.isEmpty() && failing.remove(thread) != null) {
            watch.recovered(thread);
        }
    }

    void failed(String thread, Throwable cause) {
        if (cause instanceof OutOfMemoryError exhausted) {
            watch.outOfMemory(thread, exhausted);
        }
        if (failing.putIfAbsent(thread, new Failing(thread, clock.instant())) == null) {
            watch.failed(thread, cause);
        }
    }

    void ended(String thread) {
        failing.remove(thread);
    }

    private enum Unwatched implements Watch {
        INSTANCE;

        @Override
        public void failed(String thread, Throwable cause) {}

        @Override
        public void recovered(String thread) {}

        @Override
        public void outOfMemory(String thread, OutOfMemoryError cause) {}
    }
}
