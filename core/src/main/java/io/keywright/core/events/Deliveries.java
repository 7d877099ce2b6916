package io.keywright.core.events;

import io.keywright.core.journal.Journal;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
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
    private final InstantSource clock;
    private final Map<UUID, Running> running = new ConcurrentHashMap<>();
    private final Set<UUID> foundDead = ConcurrentHashMap.newKeySet();

    public Deliveries(
            EventFeed feed,
            EventSinks sinks,
            Journal journal,
            DeliveryRules rules,
            DeliveryWatch watch,
            InstantSource clock) {
        this.feed = feed;
        this.sinks = sinks;
        this.journal = journal;
        this.rules = rules;
        this.watch = watch;
        this.clock = clock;
    }

    /** Goes on where the store says that the subscriptions are. */
    public void start(SubscriptionStore store) throws StoreException {
        for (Subscription subscription : store.subscriptions()) {
            switch (subscription.state()) {
                case ACTIVE -> start(subscription);
                case DEAD -> foundDead.add(subscription.subscriptionId());
            }
        }
    }

    /** Delivers {@code subscription} from now on, in place of what was known of it. */
    void start(Subscription subscription) {
        foundDead.remove(subscription.subscriptionId());
        running.compute(subscription.subscriptionId(), (id, before) -> {
            if (before != null) {
                before.stop();
            }
            return Running.start(new Delivery(subscription, feed, sinks, journal, rules, watch, clock));
        });
    }

    /** Returns once nothing more is delivered. */
    void stop(UUID subscriptionId) {
        foundDead.remove(subscriptionId);
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

    /**
     * How all subscriptions do now.
     *
     * @param patience for how long failures are nothing unusual
     */
    public Deliverability deliverability(Duration patience) {
        Instant usual = clock.instant().minus(patience);
        Deliverability all = Deliverability.NOTHING.plusDead(foundDead.size());
        for (Running each : running.values()) {
            if (each.delivery().givenUp()) {
                all = all.plusDead(1);
            } else {
                all = each.delivery().trouble().beganBefore(usual) ? all.plusFailing() : all.plusDelivering();
            }
        }
        return all;
    }

    /** How many receipts the slowest subscription that is not given up has yet to be told of. */
    public long lag() {
        long head = feed.place(null);
        return running.values().stream()
                .filter(it -> !it.delivery().givenUp())
                .mapToLong(it -> Math.max(0, head - it.delivery().reached()))
                .max()
                .orElse(0);
    }

    /** Stops all, and remembers how far they came. */
    @Override
    public void close() {
        running.values().forEach(it -> it.thread().interrupt());
        running.values().forEach(Running::stop);
    }
}
