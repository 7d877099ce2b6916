package io.keywright.core.change;

import io.keywright.model.Subscription;
import java.util.UUID;

/** A change of who gets which events, or of how far they have come. */
public sealed interface SubscriptionChange extends Change {

    /** Events of a scope go to a target from now on. Applies if its tenant has fewer than {@code most} subscriptions. */
    record Created(Subscription subscription, int most) implements SubscriptionChange {}

    /** They go there no more. Applies if they did. */
    record Deleted(Subscription subscription) implements SubscriptionChange {}

    /**
     * They go there again, from another place in the ledger. Applies if nobody else resumed it meanwhile.
     *
     * @param subscription as it is after the change
     */
    record Resumed(Subscription subscription) implements SubscriptionChange {}

    /**
     * They go elsewhere, others go there, or they are signed with another secret. How far they have come stays as it is.
     * Applies if the subscription is still in that state, and of the generation before.
     *
     * @param subscription as it is after the change
     */
    record Changed(Subscription subscription) implements SubscriptionChange {}

    /** Everything before {@code nextIndex} has been delivered. Applies if the subscription is of that generation. */
    record Advanced(UUID subscriptionId, int generation, long nextIndex) implements SubscriptionChange {}

    /** A subscription is given up. Applies if it is of that generation. */
    record Died(UUID subscriptionId, int generation, long nextIndex, String reason) implements SubscriptionChange {}
}
