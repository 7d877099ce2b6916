package io.keywright.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * That the events of a scope go to a target, one after the other, until somebody ends it.
 *
 * @param wrappedSecret what a webhook's deliveries are signed with, under the tenant's root key
 * @param previousSecret what they are signed with as well, for a while
 * @param nextIndex the place in the ledger before which everything has been delivered
 * @param deadReason why it was given up; null while it is active
 * @param generation 1, and one more with each change and resumption, so that what an earlier one still reports is passed over
 */
public record Subscription(
        UUID subscriptionId,
        Scope scope,
        SubscriptionTarget target,
        Optional<WrappedSecret> wrappedSecret,
        Optional<PreviousSecret> previousSecret,
        Set<EventType> types,
        long nextIndex,
        SubscriptionState state,
        @Nullable String deadReason,
        int generation,
        Instant createdAt) {

    public Subscription {
        types = Set.copyOf(types);
    }

    public String tenantId() {
        return scope.tenantId();
    }

    /**
     * A secret that another has replaced, and that still counts.
     *
     * @param until when it no longer does
     */
    public record PreviousSecret(WrappedSecret wrapped, Instant until) {}

    /** All that lies under the tenant's root. */
    public List<WrappedSecret> secrets() {
        return Stream.concat(wrappedSecret.stream(), previousSecret.stream().map(PreviousSecret::wrapped))
                .toList();
    }

    /** This subscription with another target, and other types of events. */
    public Subscription changedTo(SubscriptionTarget other, Set<EventType> wanted) {
        return new Subscription(
                subscriptionId,
                scope,
                other,
                wrappedSecret,
                previousSecret,
                wanted,
                nextIndex,
                state,
                deadReason,
                generation + 1,
                createdAt);
    }

    /** This subscription with another secret; the one before counts as well until then. */
    public Subscription signedWith(WrappedSecret secret, Instant previousUntil) {
        return new Subscription(
                subscriptionId,
                scope,
                target,
                Optional.of(secret),
                wrappedSecret.map(it -> new PreviousSecret(it, previousUntil)),
                types,
                nextIndex,
                state,
                deadReason,
                generation + 1,
                createdAt);
    }

    /** This subscription, active again from {@code index} on. */
    public Subscription resumedAt(long index) {
        return new Subscription(
                subscriptionId,
                scope,
                target,
                wrappedSecret,
                previousSecret,
                types,
                index,
                SubscriptionState.ACTIVE,
                null,
                generation + 1,
                createdAt);
    }
}
