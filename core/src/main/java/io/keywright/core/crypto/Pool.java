package io.keywright.core.crypto;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a few idle JCA objects of one key for reuse. Not thread-local, because virtual threads come and go; never
 * blocks: whoever finds no idle object makes a new one, and what finds no free slot is garbage.
 */
final class Pool<T> {

    private static final int SLOTS = 4;

    private final AtomicReferenceArray<@Nullable T> idle = new AtomicReferenceArray<>(SLOTS);

    /** An idle object, now the caller's alone, or null. */
    @Nullable T take() {
        int start = start();
        for (int i = 0; i < SLOTS; i++) {
            int slot = (start + i) % SLOTS;
            T object = idle.getPlain(slot) == null ? null : idle.getAndSet(slot, null);
            if (object != null) {
                return object;
            }
        }
        return null;
    }

    /** Gives back an object that is ready for its next use; one that failed must be dropped instead. */
    void give(T object) {
        int start = start();
        for (int i = 0; i < SLOTS; i++) {
            if (idle.compareAndSet((start + i) % SLOTS, null, object)) {
                return;
            }
        }
    }

    void clear() {
        for (int i = 0; i < SLOTS; i++) {
            idle.set(i, null);
        }
    }

    private static int start() {
        return (int) (Thread.currentThread().threadId() % SLOTS);
    }
}
