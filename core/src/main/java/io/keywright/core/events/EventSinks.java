package io.keywright.core.events;

import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionTarget;

/** Makes sinks for the kinds of targets that there are. Thread-safe. */
public interface EventSinks {

    /**
     * Passes if events of {@code tenantId} may go to {@code target}. May block.
     *
     * @throws io.keywright.model.KeywrightException INVALID_REQUEST if not, saying what would be allowed
     */
    void check(String tenantId, SubscriptionTarget target);

    /**
     * The sink of a subscription, which who asks for it closes. May block.
     *
     * @throws io.keywright.model.KeywrightException INVALID_REQUEST if events may not go there any more; another if it cannot
     *     be made right now
     */
    EventSink open(Subscription subscription);
}
