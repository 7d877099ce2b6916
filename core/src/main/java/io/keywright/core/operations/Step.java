package io.keywright.core.operations;

import io.keywright.core.crypto.Burden;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One thing to be done with a key.
 *
 * @param success whether a result is a yes
 * @param refusal what is answered instead of a result that is no yes; empty if it is an answer, too
 * @param words what an auditor may be told of it
 */
record Step<T>(
        KeyUsage usage,
        Weighing weighing,
        Work<T> work,
        Predicate<T> success,
        Optional<Supplier<KeywrightException>> refusal,
        Words<T> words) {

    /** One that is never part of a batch, and whose no is answered by whoever takes it. */
    static <T> Step<T> alone(KeyUsage usage, Weighing weighing, Work<T> work, Predicate<T> success) {
        return new Step<>(usage, weighing, work, success, Optional.empty(), new Words<>(Map.of(), used -> Map.of()));
    }

    /** What it burdens. */
    @FunctionalInterface
    interface Weighing {
        Burden burden(UsableKey key, Algorithm algorithm);
    }

    /** What is computed. */
    @FunctionalInterface
    interface Work<T> {
        T compute(HeldKey key, Algorithm algorithm, Deadline deadline);
    }

    /**
     * Members of its outcome's leaf: what both sides hold, and neither plaintext nor what could confirm a guess at one.
     *
     * @param sent of the request
     * @param made of the result
     */
    record Words<T>(Map<String, Object> sent, Function<Used<T>, Map<String, Object>> made) {}
}
