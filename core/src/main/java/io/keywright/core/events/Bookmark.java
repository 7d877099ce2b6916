package io.keywright.core.events;

import io.keywright.core.change.SubscriptionChange;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.Journal;
import io.keywright.model.KeywrightException;
import io.keywright.model.Subscription;
import java.util.concurrent.CompletionException;

/**
 * How far a subscription has come, kept now and then: after a crash, what was delivered since is delivered again, and
 * nothing is left out. Belongs to one thread.
 */
final class Bookmark {

    private static final long EVERY_NANOS = 1_000_000_000L;

    /** Receipts that tell the subscriber nothing; to read over them again costs little. */
    private static final long MANY = 10_000;

    private final Journal journal;
    private final Subscription subscription;
    private long place;
    private long kept;
    private long keptNanos = System.nanoTime();
    private boolean delivered;

    Bookmark(Journal journal, Subscription subscription) {
        this.journal = journal;
        this.subscription = subscription;
        this.place = subscription.nextIndex();
        this.kept = subscription.nextIndex();
    }

    long place() {
        return place;
    }

    /** Everything before {@code place} is done; {@code delivered} tells whether there was anything to do. */
    void moveTo(long place, boolean delivered) {
        this.place = place;
        this.delivered |= delivered;
    }

    /** Whether there is something to keep soon. */
    boolean fresh() {
        return delivered;
    }

    /**
     * Keeps the place if it is time.
     *
     * @throws Conflict if the subscription is no longer this one
     */
    void keepNowAndThen() {
        boolean due = delivered && System.nanoTime() - keptNanos >= EVERY_NANOS;
        if (due || place - kept >= MANY) {
            keep();
        }
    }

    /** Keeps the place. What the journal cannot take now is kept another time. */
    void keep() {
        if (place == kept) {
            return;
        }
        keptNanos = System.nanoTime();
        try {
            journal.commit(new SubscriptionChange.Advanced(
                            subscription.subscriptionId(), subscription.generation(), place))
                    .join();
            kept = place;
            delivered = false;
        } catch (CompletionException e) {
            if (e.getCause() instanceof Conflict conflict) {
                throw conflict;
            }
            if (!(e.getCause() instanceof KeywrightException)) {
                throw e;
            }
        }
    }
}
