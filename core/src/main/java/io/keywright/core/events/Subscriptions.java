package io.keywright.core.events;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.journal.Change;
import io.keywright.model.Caller;
import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionState;
import io.keywright.model.SubscriptionTarget;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes, ends and resumes a tenant's subscriptions, for its key admins. */
public final class Subscriptions {

    private final Authorizer authorizer;
    private final SubscriptionCatalogue catalogue;
    private final Deliveries deliveries;
    private final EventFeed feed;
    private final EventSinks sinks;
    private final WebhookSecrets secrets;
    private final UuidV7 ids;
    private final Clock clock;

    public Subscriptions(
            Authorizer authorizer,
            SubscriptionCatalogue catalogue,
            Deliveries deliveries,
            EventFeed feed,
            EventSinks sinks,
            WebhookSecrets secrets,
            UuidV7 ids,
            Clock clock) {
        this.authorizer = authorizer;
        this.catalogue = catalogue;
        this.deliveries = deliveries;
        this.feed = feed;
        this.sinks = sinks;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A subscription that was made.
     *
     * @param secret what a webhook's deliveries are signed with: to be shown this once, and destroyed
     */
    public record Created(Subscription subscription, Optional<SecretBytes> secret) {}

    /** Has the caller's tenant's events delivered from now on. */
    public UseCase<Created> create(SubscriptionRequest request) {
        return UseCase.blocking(call -> {
            String tenantId = tenant(call);
            catalogue.requireRoom(tenantId);
            sinks.check(tenantId, request.target());
            Created created = made(call.caller(), tenantId, request);
            Subscription subscription = created.subscription();
            return Outcome.of(created, new Change.SubscriptionCreated(subscription))
                    .then(() -> deliveries.start(subscription));
        });
    }

    /** Delivers no more, and forgets the subscription. */
    public UseCase<Subscription> delete(UUID subscriptionId) {
        return UseCase.blocking(call -> {
            Subscription subscription = catalogue.of(tenant(call), subscriptionId);
            return Outcome.of(subscription, new Change.SubscriptionDeleted(subscription))
                    .orElse(SubscriptionCatalogue::notFound)
                    .then(() -> deliveries.stop(subscriptionId));
        });
    }

    /**
     * Delivers again, whether the subscription was dead or not.
     *
     * @param from the index to go on at; null for where it had come to
     */
    public UseCase<Subscription> resume(UUID subscriptionId, @Nullable Long from) {
        return UseCase.blocking(call -> {
            Subscription before = catalogue.of(tenant(call), subscriptionId);
            long place = from == null ? before.nextIndex() : feed.place(from);
            Subscription resumed = before.resumedAt(place);
            return Outcome.of(resumed, new Change.SubscriptionResumed(resumed))
                    .orElse(SubscriptionCatalogue::notFound)
                    .then(() -> deliveries.start(resumed));
        });
    }

    private String tenant(Call call) {
        return authorizer
                .scope(call.caller(), ScopeClaim.NONE, call.operation())
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
}
