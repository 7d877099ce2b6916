package io.keywright.core.call;

import io.keywright.core.change.Change;
import io.keywright.model.KeywrightException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What came of a call, to be committed with its receipt.
 *
 * @param success what the receipt says: whether the answer is yes
 * @param overtaken the refusal if another change came first; empty if the use case then begins again from what that left
 * @param afterwards runs once the change is durable and before the answer, where it may block; if it fails, a
 *     change is there all the same, and is answered as such; where there is none, the call fails
 */
public record Outcome<T>(
        T value,
        Change change,
        boolean success,
        Optional<Supplier<KeywrightException>> overtaken,
        Optional<Runnable> afterwards) {

    private static final Change NONE = new Change.None();

    /** Something was found out and nothing changed. */
    public static <T> Outcome<T> of(T value) {
        return of(value, true);
    }

    /** Something was found out and nothing changed. */
    public static <T> Outcome<T> of(T value, boolean success) {
        return new Outcome<>(value, NONE, success, Optional.empty(), Optional.empty());
    }

    /** Something changes. */
    public static <T> Outcome<T> of(T value, Change change) {
        return new Outcome<>(value, change, true, Optional.empty(), Optional.empty());
    }

    /** The same, refused with {@code refusal} if another change came first. */
    public Outcome<T> orElse(Supplier<KeywrightException> refusal) {
        return new Outcome<>(value, change, success, Optional.of(refusal), afterwards);
    }

    /** The same, followed by {@code work}. */
    public Outcome<T> then(Runnable work) {
        return new Outcome<>(value, change, success, overtaken, Optional.of(work));
    }

    /** The same, with another value. */
    public <A> Outcome<A> as(A other) {
        return new Outcome<>(other, change, success, overtaken, afterwards);
    }

    /** The same, committed with another change. */
    Outcome<T> with(Change other) {
        return new Outcome<>(value, other, success, overtaken, afterwards);
    }
}
