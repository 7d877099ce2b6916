package io.keywright.core.events;

import io.keywright.core.journal.Journal;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionState;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps every active subscription delivered, each by a thread of its own, so that none waits for another. Thread-safe. */
public final class Deliveries implements AutoCloseable {

    private record Running(Delivery delivery, Thread thread) {

        static Running start(Delivery delivery) {
            return new Running(
                    delivery, Thread.ofVirtual().name("event-delivery").start(delivery));
        }

        void stop() {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final EventFeed feed;
    private final EventSinks sinks;
    private final Journal journal;
    private final DeliveryRules rules;
    private final DeliveryWatch watch;
    private final Map<UUID, Running> running = new ConcurrentHashMap<>();

    public Deliveries(EventFeed feed, EventSinks sinks, Journal journal, DeliveryRules rules, DeliveryWatch watch) {
        this.feed = feed;
        this.sinks = sinks;
        this.journal = journal;
        this.rules = rules;
        this.watch = watch;
    }

    /** Goes on where the store says that the subscriptions are. */
    public void start(SubscriptionStore store) throws StoreException {
        store.subscriptions().stream()
                .filter(subscription -> subscription.state() == SubscriptionState.ACTIVE)
                .forEach(this::start);
    }

    /** Delivers {@code subscription} from now on, in place of what was known of it. */
    void start(Subscription subscription) {
        running.compute(subscription.subscriptionId(), (id, before) -> {
            if (before != null) {
                before.stop();
            }
            return Running.start(new Delivery(subscription, feed, sinks, journal, rules, watch));
        });
    }

    /** Returns once nothing more is delivered. */
    void stop(UUID subscriptionId) {
        Running ended = running.remove(subscriptionId);
        if (ended != null) {
            ended.stop();
        }
    }

    /** What is wrong with the subscription's deliveries. */
    Trouble trouble(UUID subscriptionId) {
        Running found = running.get(subscriptionId);
        return found == null ? Trouble.NONE : found.delivery().trouble();
    }

    /** Stops all, and remembers how far they came. */
    @Override
    public void close() {
        running.values().forEach(it -> it.thread().interrupt());
        running.values().forEach(Running::stop);
    }
}
