package io.keywright.core.events;

import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.StoreException;
import io.keywright.core.work.Bell;
import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every active subscription delivered, as long as this node is on duty, each by a thread of its own, so that none waits for
 * another. What is to run is what the store says; what runs is brought in line with it by {@link #follow}. Thread-safe.
 */
public final class Deliveries implements AutoCloseable {

    private record Running(Delivery delivery, Thread thread) {

        /** Begins once {@code before} has ended, so that nothing overtakes it. */
        static Running start(Delivery delivery, @Nullable Running before) {
            return new Running(
                    delivery, Thread.ofVirtual().name("event-delivery").start(() -> {
                        if (before != null) {
                            before.awaitEnd();
                        }
                        delivery.run();
                    }));
        }

        void interrupt() {
            thread.interrupt();
        }

        /** It was interrupted, and so ends soon. */
        void awaitEnd() {
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final SubscriptionStore store;
    private final BooleanSupplier onDuty;
    private final EventFeed feed;
    private final EventSinks sinks;
    private final Journal journal;
    private final DeliveryRules rules;
    private final DeliveryWatch watch;
    private final InstantSource clock;
    private final Map<UUID, Running> running = new ConcurrentHashMap<>();
    private final ReentrantLock following = new ReentrantLock();
    private final Bell news = new Bell();
    private final Set<UUID> dead = ConcurrentHashMap.newKeySet();
    private volatile boolean delivering;
    private final AtomicLong changes = new AtomicLong();
    private volatile long followed;
    private boolean closed;

    /**
     * Delivers nothing yet.
     *
     * @param onDuty whether this node is the one that delivers
     */
    public Deliveries(
            SubscriptionStore store,
            BooleanSupplier onDuty,
            EventFeed feed,
            EventSinks sinks,
            Journal journal,
            DeliveryRules rules,
            DeliveryWatch watch,
            InstantSource clock) {
        this.store = store;
        this.onDuty = onDuty;
        this.feed = feed;
        this.sinks = sinks;
        this.journal = journal;
        this.rules = rules;
        this.watch = watch;
        this.clock = clock;
    }

    /** Some subscription was changed, by whichever node; returns at once. */
    public void changed() {
        changes.incrementAndGet();
        news.ring();
    }

    /** Follows what was changed, and whether this node is on duty; to be called again and again. */
    public void watch() throws StoreException, InterruptedException {
        news.await(LOOK);
        if (followed != changes.get() || delivering != onDuty.getAsBoolean()) {
            follow();
        }
    }

    /**
     * Brings what runs of one subscription in line with the store, after a change of it that is durable already: a failure only
     * leaves it for later.
     */
    public void follow(Subscription changed) {
        Optional<Running> ended = Optional.empty();
        following.lock();
        try {
            if (delivers() && !closed) {
                ended = settle(
                        changed.subscriptionId(),
                        store.subscription(Reach.of(changed.scope()), changed.subscriptionId()));
            }
        } catch (StoreException e) {
            changed();
        } finally {
            following.unlock();
        }
        ended.ifPresent(Running::awaitEnd);
    }

    /**
     * Delivers the subscriptions that the store tells of, from where they had come to; none if this node is not on duty. Returns
     * once nothing more is delivered of others.
     */
    public void follow() throws StoreException {
        List<Running> ended = new ArrayList<>();
        following.lock();
        try {
            long asked = changes.get();
            boolean duty = onDuty.getAsBoolean() && !closed;
            Map<UUID, Subscription> told = (duty ? store.subscriptions() : List.<Subscription>of())
                    .stream().collect(Collectors.toMap(Subscription::subscriptionId, it -> it));
            delivering = duty;
            Set<UUID> all = new HashSet<>(told.keySet());
            all.addAll(running.keySet());
            all.addAll(dead);
            all.forEach(id -> settle(id, Optional.ofNullable(told.get(id))).ifPresent(ended::add));
            followed = asked;
        } finally {
            following.unlock();
        }
        ended.forEach(Running::awaitEnd);
    }

    /**
     * Delivers the subscription of that id if it is there and active, and no more if it is not.
     *
     * @return what is on its way to its end
     */
    private Optional<Running> settle(UUID id, Optional<Subscription> told) {
        boolean active = told.filter(it -> it.state() == SubscriptionState.ACTIVE)
                .map(this::deliver)
                .isPresent();
        if (told.isPresent() && !active) {
            dead.add(id);
        } else {
            dead.remove(id);
        }
        Optional<Running> ended = active ? Optional.empty() : Optional.ofNullable(running.remove(id));
        ended.ifPresent(Running::interrupt);
        return ended;
    }

    private Running deliver(Subscription subscription) {
        return running.compute(subscription.subscriptionId(), (id, before) -> {
            if (before != null && before.delivery().generation() == subscription.generation()) {
                return before;
            }
            if (before != null) {
                before.interrupt();
            }
            return Running.start(new Delivery(subscription, onDuty, feed, sinks, journal, rules, watch, clock), before);
        });
    }

    /** Whether this node is the one that delivers, and does so by now. */
    public boolean delivers() {
        return delivering && onDuty.getAsBoolean();
    }

    /** What is wrong with the subscription's deliveries; empty if another node delivers, and knows. */
    public Optional<Trouble> trouble(UUID subscriptionId) {
        Running found = running.get(subscriptionId);
        return found == null
                ? Optional.of(Trouble.NONE).filter(none -> delivering)
                : Optional.of(found.delivery().trouble());
    }

    /**
     * How all subscriptions do now; of none, if another node delivers.
     *
     * @param patience for how long failures are nothing unusual
     */
    public Deliverability deliverability(Duration patience) {
        if (!delivers()) {
            return Deliverability.NOTHING;
        }
        Instant usual = clock.instant().minus(patience);
        Deliverability all = Deliverability.NOTHING.plusDead(dead.size());
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
        following.lock();
        try {
            closed = true;
            running.values().forEach(Running::interrupt);
            running.values().forEach(Running::awaitEnd);
        } finally {
            following.unlock();
        }
    }
}
