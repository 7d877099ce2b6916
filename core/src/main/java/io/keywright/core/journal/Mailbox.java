package io.keywright.core.journal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where many put and one takes. Putting never blocks, and wakes the taker only if it sleeps: while it is busy, which is
 * when there is much to put, no system call is made and no lock is fought for.
 */
final class Mailbox<T> {

    private final int capacity;
    private final ConcurrentLinkedQueue<T> letters = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicReference<@Nullable Thread> sleeper = new AtomicReference<>();

    Mailbox(int capacity) {
        this.capacity = capacity;
    }

    /** Puts {@code letter} in, unless the box is full. */
    boolean offer(T letter) {
        if (size.incrementAndGet() > capacity) {
            size.decrementAndGet();
            return false;
        }
        letters.add(letter);
        if (sleeper.get() != null) {
            LockSupport.unpark(sleeper.getAndSet(null));
        }
        return true;
    }

    /** Whether there is a letter, waiting for one no longer than {@code patience}. */
    boolean await(Duration patience) {
        if (letters.isEmpty()) {
            sleeper.set(Thread.currentThread());
            if (letters.isEmpty()) {
                LockSupport.parkNanos(this, patience.toNanos());
            }
            sleeper.set(null);
        }
        return !letters.isEmpty();
    }

    /** Moves up to {@code most} letters to {@code taken}. */
    void take(List<T> taken, int most) {
        int before = taken.size();
        try {
            T letter = letters.poll();
            while (letter != null) {
                taken.add(letter);
                letter = taken.size() - before < most ? letters.poll() : null;
            }
        } finally {
            size.addAndGet(before - taken.size());
        }
    }

    /** Shows each letter that is there. */
    void forEach(Consumer<T> reader) {
        letters.forEach(reader);
    }

    /** How many it has room for. */
    int capacity() {
        return capacity;
    }

    boolean isEmpty() {
        return letters.isEmpty();
    }

    int size() {
        return size.get();
    }
}
