package io.keywright.core.operations;

import io.keywright.core.crypto.Burden;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import java.util.Optional;
import java.util.function.BiConsumer;
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
        return new Step<>(
                usage, weighing, work, success, Optional.empty(), new Words<>((used, leaf) -> {}, (error, leaf) -> {}));
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
     * Tells a leaf of its outcome: what both sides hold, and neither plaintext nor what could confirm a guess at one.
     *
     * @param done what has come of it
     * @param refused the code of the error that it has come to
     */
    record Words<T>(BiConsumer<Used<T>, Leaf> done, BiConsumer<String, Leaf> refused) {}
}
