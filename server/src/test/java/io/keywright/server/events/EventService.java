package io.keywright.server.events;

import io.keywright.core.authorization.Reach;
import io.keywright.core.change.Change;
import io.keywright.core.change.SubscriptionChange;
import io.keywright.core.events.Deliveries;
import io.keywright.core.events.DeliveryRules;
import io.keywright.core.events.DeliveryWatch;
import io.keywright.core.events.EventFeed;
import io.keywright.core.events.EventSinks;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.work.Bell;
import io.keywright.core.work.Supervisor;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.EventType;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionState;
import io.keywright.model.SubscriptionTarget;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** The parts of a service that deliveries need, with sinks of the test's choice: store, journal and ledger are real. */
final class EventService implements AutoCloseable {

    static final Scope SCOPE = new Scope("acme", Environment.DEV, Plane.TENANT);
    static final Caller CALLER = new Caller("spiffe://test.keywright/admin", SCOPE, "admin");

    private final SmallLedger ledger;
    private final EventFeed feed;
    private final Deliveries deliveries;
    private final EventSinks sinks;
    private final DeliveryWatch watch;

    EventService(Path folder, EventSinks sinks, DeliveryWatch watch) throws Exception {
        this.ledger = new SmallLedger(folder);
        Bell bell = new Bell();
        ledger.journal.afterEachCommit(bell::ring);
        this.feed = new EventFeed(ledger.store.receipts(), bell, new Supervisor());
        this.sinks = sinks;
        this.watch = watch;
        this.deliveries = node(() -> true);
    }

    /** What a node of its own delivers. */
    Deliveries node(BooleanSupplier onDuty) {
        DeliveryRules rules = new DeliveryRules(4, Duration.ofMillis(1), Duration.ofMillis(10));
        return new Deliveries(
                ledger.store.subscriptions(), onDuty, feed, sinks, ledger.journal, rules, watch, ledger.clock);
    }

    /** Changes something, as whichever node does. */
    void commit(Change change) {
        ledger.commit(change);
    }

    /** This node has changed the subscription. */
    void changed(Subscription subscription) {
        deliveries.follow(subscription);
    }

    /** Something happens, and leaves a receipt. */
    UUID happens() {
        return ledger.recorder
                .concluded(Attempt.of(CALLER, Operation.ENCRYPT), true)
                .join();
    }

    /** Has every receipt delivered to a URL. */
    Subscription subscribe(String url) throws StoreException {
        Subscription subscription = new Subscription(
                ledger.ids.next(),
                SCOPE,
                new SubscriptionTarget.Webhook(url),
                Optional.empty(),
                Optional.empty(),
                Set.of(EventType.RECEIPT),
                0,
                SubscriptionState.ACTIVE,
                null,
                1,
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS));
        ledger.commit(new SubscriptionChange.Created(subscription, 100));
        return subscription;
    }

    /** Begins to deliver. */
    void start() throws StoreException {
        deliveries.follow();
    }

    Deliveries deliveries() {
        return deliveries;
    }

    Subscription stored(Subscription subscription) throws StoreException {
        return ledger.store
                .subscriptions()
                .subscription(Reach.of(subscription.scope()), subscription.subscriptionId())
                .orElseThrow();
    }

    @Override
    public void close() throws StoreException {
        deliveries.close();
        feed.close();
        ledger.close();
    }
}
