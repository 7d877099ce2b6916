package io.keywright.core.events;

import io.keywright.model.EventType;
import io.keywright.model.SubscriptionTarget;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that is wanted.
 *
 * @param types at least one
 * @param from the index of the first receipt whose events are wanted; null for what happens from now on
 */
public record SubscriptionRequest(
        SubscriptionTarget target,
        Set<EventType> types,
        @Nullable Long from) {}
