package io.keywright.core.events;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.evidence.Attempt;
import io.keywright.core.evidence.Recorded;
import io.keywright.core.evidence.Recorder;
import io.keywright.core.journal.Change;
import io.keywright.core.journal.Conflict;
import io.keywright.model.Caller;
import io.keywright.model.Operation;
import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionState;
import io.keywright.model.SubscriptionTarget;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes, ends and resumes a tenant's subscriptions, for its key admins. Never blocks its caller. */
public final class Subscriptions {

    private final Authorizer authorizer;
    private final SubscriptionCatalogue catalogue;
    private final Deliveries deliveries;
    private final EventFeed feed;
    private final EventSinks sinks;
    private final WebhookSecrets secrets;
    private final Recorder recorder;
    private final UuidV7 ids;
    private final Executor blocking;
    private final Clock clock;

    public Subscriptions(
            Authorizer authorizer,
            SubscriptionCatalogue catalogue,
            Deliveries deliveries,
            EventFeed feed,
            EventSinks sinks,
            WebhookSecrets secrets,
            Recorder recorder,
            UuidV7 ids,
            Executor blocking,
            Clock clock) {
        this.authorizer = authorizer;
        this.catalogue = catalogue;
        this.deliveries = deliveries;
        this.feed = feed;
        this.sinks = sinks;
        this.secrets = secrets;
        this.recorder = recorder;
        this.ids = ids;
        this.blocking = blocking;
        this.clock = clock;
    }

    /**
     * A subscription that was made.
     *
     * @param secret what a webhook's deliveries are signed with: to be shown this once, and destroyed
     */
    public record Created(Subscription subscription, Optional<SecretBytes> secret) {}

    /** Has the caller's tenant's events delivered from now on. */
    public CompletableFuture<Recorded<Created>> create(Caller caller, SubscriptionRequest request) {
        return attempted(Attempt.of(caller, Operation.CREATE_SUBSCRIPTION), attempt -> {
            String tenantId = tenant(attempt);
            catalogue.requireRoom(tenantId);
            sinks.check(tenantId, request.target());
            Created created = made(caller, tenantId, request);
            Subscription subscription = created.subscription();
            return done(
                    attempt,
                    new Change.SubscriptionCreated(subscription),
                    created,
                    () -> deliveries.start(subscription));
        });
    }

    /** Delivers no more, and forgets the subscription. */
    public CompletableFuture<Recorded<Subscription>> delete(Caller caller, UUID subscriptionId) {
        return attempted(Attempt.of(caller, Operation.DELETE_SUBSCRIPTION), attempt -> {
            Subscription subscription = catalogue.of(tenant(attempt), subscriptionId);
            return done(
                    attempt,
                    new Change.SubscriptionDeleted(subscription),
                    subscription,
                    () -> deliveries.stop(subscriptionId));
        });
    }

    /**
     * Delivers again, whether the subscription was dead or not.
     *
     * @param from the index to go on at; null for where it had come to
     */
    public CompletableFuture<Recorded<Subscription>> resume(Caller caller, UUID subscriptionId, @Nullable Long from) {
        return attempted(Attempt.of(caller, Operation.RESUME_SUBSCRIPTION), attempt -> {
            Subscription before = catalogue.of(tenant(attempt), subscriptionId);
            long place = from == null ? before.nextIndex() : feed.place(from);
            Subscription resumed = before.resumedAt(place);
            return done(attempt, new Change.SubscriptionResumed(resumed), resumed, () -> deliveries.start(resumed));
        });
    }

    private String tenant(Attempt attempt) {
        return authorizer
                .scope(attempt.caller(), ScopeClaim.NONE, attempt.operation())
                .tenantId();
    }

    private Created made(Caller caller, String tenantId, SubscriptionRequest request) {
        UUID id = ids.next();
        Optional<SecretBytes> secret =
                request.target() instanceof SubscriptionTarget.Webhook ? Optional.of(secrets.make()) : Optional.empty();
        Subscription subscription = new Subscription(
                id,
                tenantId,
                request.target(),
                secret.map(it -> secrets.wrap(caller, tenantId, id, it)),
                request.types(),
                feed.place(request.from()),
                SubscriptionState.ACTIVE,
                null,
                1,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return new Created(subscription, secret);
    }

    private <T> Recorded<T> done(Attempt attempt, Change change, T value, Runnable then) {
        try {
            Recorded<T> recorded =
                    new Recorded<>(value, recorder.succeeded(attempt, change).join());
            then.run();
            return recorded;
        } catch (CompletionException e) {
            throw e.getCause() instanceof Conflict ? SubscriptionCatalogue.notFound() : e;
        }
    }

    private <T> CompletableFuture<T> attempted(Attempt attempt, Function<Attempt, T> work) {
        return CompletableFuture.supplyAsync(() -> work.apply(attempt), blocking)
                .exceptionallyCompose(failure -> recorder.refused(attempt, failure));
    }
}
