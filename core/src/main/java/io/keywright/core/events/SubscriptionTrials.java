package io.keywright.core.events;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.Reach;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.UuidV7;
import io.keywright.model.ErrorCode;
import io.keywright.model.Event;
import io.keywright.model.EventPayload;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import io.keywright.model.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tries subscriptions: sends a test event to the target at once, whatever is under way there, and tells what came of it. A
 * subscription is tried once at a time. Thread-safe.
 */
public final class SubscriptionTrials {

    private final Authorizer authorizer;
    private final SubscriptionCatalogue catalogue;
    private final EventSinks sinks;
    private final UuidV7 ids;
    private final Clock clock;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    public SubscriptionTrials(
            Authorizer authorizer, SubscriptionCatalogue catalogue, EventSinks sinks, UuidV7 ids, Clock clock) {
        this.authorizer = authorizer;
        this.catalogue = catalogue;
        this.sinks = sinks;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What came of a trial.
     *
     * @param took from making the connection until the target has answered, or had its time
     */
    public record Tried(Subscription subscription, EventSink.Trial trial, Duration took) {}

    /** Tries a subscription of the caller's scope, dead or not. Its receipt says whether the target took the event. */
    public UseCase<Tried> run(UUID subscriptionId) {
        return UseCase.blocking(call -> {
            Scope scope = authorizer.scope(call.caller(), ScopeClaim.NONE, call.operation());
            Subscription subscription = catalogue.of(Reach.of(scope), subscriptionId);
            if (!underWay.add(subscriptionId)) {
                throw busy();
            }
            try {
                Tried tried = tried(subscription);
                return Outcome.of(tried, tried.trial().delivered());
            } finally {
                underWay.remove(subscriptionId);
            }
        });
    }

    private Tried tried(Subscription subscription) {
        try (EventSink sink = sinks.open(subscription)) {
            long begun = System.nanoTime();
            EventSink.Trial trial = sink.trial(event(subscription));
            return new Tried(subscription, trial, Duration.ofNanos(System.nanoTime() - begun));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeywrightException(
                    ErrorCode.DEPENDENCY_UNAVAILABLE, "The service stops; try again.", Map.of("reason", "stopping"), e);
        }
    }

    private Event event(Subscription subscription) {
        return new Event(
                ids.next(),
                subscription.nextIndex(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                subscription.scope(),
                new EventPayload.Test(subscription.subscriptionId()));
    }

    private static KeywrightException busy() {
        return new KeywrightException(
                ErrorCode.RATE_LIMITED,
                "This subscription is being tried; wait for what comes of it.",
                Map.of("reason", "test_under_way"));
    }
}
