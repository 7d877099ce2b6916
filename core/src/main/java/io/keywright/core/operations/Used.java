package io.keywright.core.operations;

import io.keywright.model.Algorithm;
import java.util.UUID;
import java.util.function.Function;

/** What came of a use, and the key and algorithm that were used. */
public record Used<T>(T value, UUID keyId, Algorithm algorithm) {

    /** The same use, and what is made of what came of it. */
    <A> Used<A> map(Function<T, A> made) {
        return new Used<>(made.apply(value), keyId, algorithm);
    }
}
