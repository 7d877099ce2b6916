package io.keywright.core.events;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.Reach;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.SubscriptionChange;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UuidV7;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.EventType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionState;
import io.keywright.model.SubscriptionTarget;
import io.keywright.model.WrappedSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes, changes, ends and resumes the subscriptions of a scope, for its key admins. */
public final class Subscriptions {

    private final Authorizer authorizer;
    private final SubscriptionCatalogue catalogue;
    private final Deliveries deliveries;
    private final EventFeed feed;
    private final EventSinks sinks;
    private final WebhookSecrets secrets;
    private final UuidV7 ids;
    private final Clock clock;
    private final int perTenant;

    /** @param perTenant how many a tenant may have */
    public Subscriptions(
            Authorizer authorizer,
            SubscriptionCatalogue catalogue,
            Deliveries deliveries,
            EventFeed feed,
            EventSinks sinks,
            WebhookSecrets secrets,
            UuidV7 ids,
            Clock clock,
            int perTenant) {
        this.authorizer = authorizer;
        this.catalogue = catalogue;
        this.deliveries = deliveries;
        this.feed = feed;
        this.sinks = sinks;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
        this.perTenant = perTenant;
    }

    /**
     * A subscription that was made, or given another secret.
     *
     * @param secret what a webhook's deliveries are signed with: to be shown this once, and destroyed
     */
    public record Created(Subscription subscription, Optional<SecretBytes> secret) {}

    /** Has the events of the caller's scope delivered from now on. */
    public UseCase<Created> create(SubscriptionRequest request) {
        return UseCase.blocking(call -> {
            Scope scope = scope(call);
            sinks.check(scope.tenantId(), request.target());
            Created created = made(call.caller(), scope, request);
            Subscription subscription = created.subscription();
            return Outcome.of(created, new SubscriptionChange.Created(subscription, perTenant))
                    .orElse(this::tooMany)
                    .then(() -> deliveries.follow(subscription));
        });
    }

    /**
     * Delivers elsewhere, or other events, from where it had come to. What is on its way may still arrive at the old target. A
     * dead subscription stays dead.
     *
     * @param target of the same kind as before
     * @param types at least one
     */
    public UseCase<Subscription> change(UUID subscriptionId, SubscriptionTarget target, Set<EventType> types) {
        return UseCase.blocking(call -> {
            Scope scope = scope(call);
            Subscription before = catalogue.of(Reach.of(scope), subscriptionId);
            if (!before.target().getClass().equals(target.getClass())) {
                throw anotherKind();
            }
            sinks.check(scope.tenantId(), target);
            Subscription changed = before.changedTo(target, types);
            return Outcome.of(changed, new SubscriptionChange.Changed(changed)).then(() -> deliveries.follow(changed));
        });
    }

    /**
     * Signs a webhook's deliveries with another secret, and until {@code overlap} is over with the one before as well.
     *
     * @param overlap zero if the one before no longer counts at once
     */
    public UseCase<Created> renewSecret(UUID subscriptionId, Duration overlap) {
        return UseCase.blocking(call -> {
            Scope scope = scope(call);
            Subscription before = catalogue.of(Reach.of(scope), subscriptionId);
            if (before.wrappedSecret().isEmpty()) {
                throw noSecret();
            }
            SecretBytes secret = secrets.make();
            WrappedSecret wrapped = secrets.wrap(call.caller(), scope.tenantId(), subscriptionId, secret);
            Subscription renewed = before.signedWith(wrapped, now().plus(overlap));
            return Outcome.of(new Created(renewed, Optional.of(secret)), new SubscriptionChange.Changed(renewed))
                    .then(() -> deliveries.follow(renewed));
        });
    }

    /** Delivers no more, and forgets the subscription. */
    public UseCase<Subscription> delete(UUID subscriptionId) {
        return UseCase.blocking(call -> {
            Subscription subscription = catalogue.of(Reach.of(scope(call)), subscriptionId);
            return Outcome.of(subscription, new SubscriptionChange.Deleted(subscription))
                    .orElse(SubscriptionCatalogue::notFound)
                    .then(() -> deliveries.follow(subscription));
        });
    }

    /**
     * Delivers again, whether the subscription was dead or not.
     *
     * @param from the index to go on at; null for where it had come to
     */
    public UseCase<Subscription> resume(UUID subscriptionId, @Nullable Long from) {
        return UseCase.blocking(call -> {
            Subscription before = catalogue.of(Reach.of(scope(call)), subscriptionId);
            long place = from == null ? before.nextIndex() : feed.place(from);
            Subscription resumed = before.resumedAt(place);
            return Outcome.of(resumed, new SubscriptionChange.Resumed(resumed))
                    .orElse(SubscriptionCatalogue::notFound)
                    .then(() -> deliveries.follow(resumed));
        });
    }

    private Scope scope(Call call) {
        return authorizer.scope(call.caller(), ScopeClaim.NONE, call.operation());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static KeywrightException anotherKind() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "A webhook stays a webhook, and a topic a topic; make another subscription, and delete this one.",
                Map.of("reason", "target_kind"));
    }

    private static KeywrightException noSecret() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Only webhooks have a secret; what goes to Kafka is not signed.",
                Map.of("reason", "no_secret"));
    }

    private KeywrightException tooMany() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Your tenant has as many subscriptions as it may; delete one that is not needed.",
                Map.of("reason", "too_many_subscriptions", "limit", perTenant));
    }

    private Created made(Caller caller, Scope scope, SubscriptionRequest request) {
        UUID id = ids.next();
        Optional<SecretBytes> secret =
                request.target() instanceof SubscriptionTarget.Webhook ? Optional.of(secrets.make()) : Optional.empty();
        Subscription subscription = new Subscription(
                id,
                scope,
                request.target(),
                secret.map(it -> secrets.wrap(caller, scope.tenantId(), id, it)),
                Optional.empty(),
                request.types(),
                feed.place(request.from()),
                SubscriptionState.ACTIVE,
                null,
                1,
                now());
        return new Created(subscription, secret);
    }
}
