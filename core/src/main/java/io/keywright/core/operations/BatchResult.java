package io.keywright.core.operations;

import io.keywright.model.Algorithm;
import io.keywright.model.KeywrightException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What came of a batch.
 *
 * @param keyId the key that was named, or the current one of its alias
 * @param items in the order of the request
 */
public record BatchResult<T>(UUID keyId, Algorithm algorithm, List<Item<T>> items) {

    public BatchResult {
        items = List.copyOf(items);
    }

    /** What came of one of the items. */
    public sealed interface Item<T> {

        /** As its own call would have answered, but for the receipt. */
        record Done<T>(Used<T> used) implements Item<T> {}

        record Refused<T>(KeywrightException refusal) implements Item<T> {}

        /** What either comes to. */
        default <A> A told(Function<Used<T>, A> done, Function<KeywrightException, A> refused) {
            return switch (this) {
                case Done<T>(Used<T> used) -> done.apply(used);
                case Refused<T>(KeywrightException refusal) -> refused.apply(refusal);
            };
        }
    }
}
