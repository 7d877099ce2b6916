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
 * @param afterwards what follows once the change is durable and before the answer
 */
public record Outcome<T>(
        T value,
        Change change,
        boolean success,
        Optional<Supplier<KeywrightException>> overtaken,
        Optional<FollowUp> afterwards) {

    private static final Change NONE = new Change.None();

    /**
     * What follows a change, where it may block. If it fails, the change is there all the same, and is answered as such, unless
     * the work was a part of what was asked; where there is no change, the call fails.
     *
     * @param unfinished the refusal if it fails, though the change is there; empty if that matters to nobody who asked
     */
    record FollowUp(Runnable work, Optional<Supplier<KeywrightException>> unfinished) {}

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
        return followedBy(new FollowUp(work, Optional.empty()));
    }

    /** The same, followed by {@code work} that is a part of what was asked: if it fails, the call fails with {@code unfinished}. */
    public Outcome<T> then(Runnable work, Supplier<KeywrightException> unfinished) {
        return followedBy(new FollowUp(work, Optional.of(unfinished)));
    }

    /** The same, followed by {@code more} after all else. */
    Outcome<T> thenAlso(Runnable more) {
        return followedBy(afterwards
                .map(first -> new FollowUp(
                        () -> {
                            first.work().run();
                            more.run();
                        },
                        first.unfinished()))
                .orElse(new FollowUp(more, Optional.empty())));
    }

    /** Whether the answer is true only once all that follows is done. */
    boolean endsAfterwards() {
        return change instanceof Change.None
                || afterwards.flatMap(FollowUp::unfinished).isPresent();
    }

    private Outcome<T> followedBy(FollowUp followUp) {
        return new Outcome<>(value, change, success, overtaken, Optional.of(followUp));
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
