package io.keywright.model;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That the events of a scope go to a target, one after the other, until somebody ends it.
 *
 * @param wrappedSecret what a webhook's deliveries are signed with, under the tenant's root key
 * @param nextIndex the place in the ledger before which everything has been delivered
 * @param deadReason why it was given up; null while it is active
 * @param generation 1, and one more with each resumption, so that what an earlier one still reports is passed over
 */
public record Subscription(
        UUID subscriptionId,
        Scope scope,
        SubscriptionTarget target,
        Optional<WrappedSecret> wrappedSecret,
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

    /** This subscription, active again from {@code index} on. */
    public Subscription resumedAt(long index) {
        return new Subscription(
                subscriptionId,
                scope,
                target,
                wrappedSecret,
                types,
                index,
                SubscriptionState.ACTIVE,
                null,
                generation + 1,
                createdAt);
    }
}
