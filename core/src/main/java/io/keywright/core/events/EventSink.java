package io.keywright.core.events;

import io.keywright.model.DeliveryFault;
import io.keywright.model.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The port to where a subscription's events go. Belongs to one thread, which it may block for some seconds; an interrupt
 * ends a delivery soon. Tells nobody the events' content but its target.
 */
public interface EventSink extends AutoCloseable {

    /** How many receipts' events it takes at once. */
    int atOnce();

    /**
     * Hands over {@code events}, in this order, and waits until the target has acknowledged all of them. What fails may
     * have been delivered in part; it is delivered again.
     */
    Outcome deliver(List<Event> events) throws InterruptedException;

    /** Hands over {@code event} to try the target, and waits for what it says to it. Nothing is tried again. */
    Trial trial(Event event) throws InterruptedException;

    /** Gives up connections and secrets. */
    @Override
    void close();

    /**
     * What became of a trial.
     *
     * @param status of HTTP that the target answered with, if it did
     * @param fault empty if it has acknowledged the event
     */
    record Trial(Optional<Integer> status, Optional<DeliveryFault> fault) {

        /** The target has acknowledged the event. */
        public boolean delivered() {
            return fault.isEmpty();
        }
    }

    /** What became of a delivery. */
    sealed interface Outcome {

        /** The target has acknowledged every event. */
        record Delivered() implements Outcome {}

        /**
         * It may go better later.
         *
         * @param reason for the tenant's key admins: nothing secret, nothing that the target said
         * @param after how long the target wants to be left alone; null if it did not say
         */
        record Retry(String reason, @Nullable Duration after) implements Outcome {}

        /**
         * The target wants no more, or can have none.
         *
         * @param reason as of {@link Retry}
         */
        record Refused(String reason) implements Outcome {}
    }
}
