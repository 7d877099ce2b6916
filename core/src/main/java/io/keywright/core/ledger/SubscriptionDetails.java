package io.keywright.core.ledger;

import io.keywright.core.change.SubscriptionChange;
import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionTarget;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link ChangeDetails} say of subscriptions. */
final class SubscriptionDetails {

    private SubscriptionDetails() {}

    static Map<String, @Nullable Object> of(SubscriptionChange change) {
        return switch (change) {
            case SubscriptionChange.Created created -> of(created.subscription());
            case SubscriptionChange.Deleted deleted -> of(deleted.subscription());
            case SubscriptionChange.Resumed resumed -> of(resumed.subscription());
            case SubscriptionChange.Changed changed -> of(changed.subscription());
            case SubscriptionChange.Advanced advanced -> Map.of();
            case SubscriptionChange.Died died -> new HashMap<>();
        };
    }

    private static Map<String, @Nullable Object> of(Subscription subscription) {
        Map<String, @Nullable Object> details = Details.members(
                "subscription_id", subscription.subscriptionId().toString(),
                "event_types", Details.names(subscription.types()),
                "next_index", subscription.nextIndex());
        switch (subscription.target()) {
            case SubscriptionTarget.Webhook webhook -> details.put("url", webhook.url());
            case SubscriptionTarget.Kafka kafka -> details.put("topic", kafka.topic());
        }
        subscription.previousSecret().ifPresent(it -> details.put("previous_secret_until", Details.time(it.until())));
        return details;
    }
}
