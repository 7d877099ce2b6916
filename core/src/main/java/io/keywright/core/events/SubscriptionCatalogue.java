package io.keywright.core.events;

import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows the subscriptions of a scope. Reading them leaves no receipt. Calls may block. */
public final class SubscriptionCatalogue {

    private final EventAccess access;
    private final SubscriptionStore store;
    private final Deliveries deliveries;

    public SubscriptionCatalogue(EventAccess access, SubscriptionStore store, Deliveries deliveries) {
        this.access = access;
        this.store = store;
        this.deliveries = deliveries;
    }

    /**
     * A subscription, and how it does.
     *
     * @param trouble empty if another node delivers, and knows
     */
    public record SubscriptionStatus(Subscription subscription, Optional<Trouble> trouble) {}

    /** All that the caller may see, oldest first. */
    public List<SubscriptionStatus> list(Caller caller, @Nullable String tenantId) {
        return all(access.reach(caller, tenantId)).stream().map(this::standing).toList();
    }

    /** One of them. */
    public SubscriptionStatus get(Caller caller, @Nullable String tenantId, UUID subscriptionId) {
        return standing(of(access.reach(caller, tenantId), subscriptionId));
    }

    private SubscriptionStatus standing(Subscription subscription) {
        return new SubscriptionStatus(subscription, deliveries.trouble(subscription.subscriptionId()));
    }

    Subscription of(Reach reach, UUID subscriptionId) {
        try {
            return store.subscription(reach, subscriptionId).orElseThrow(SubscriptionCatalogue::notFound);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private List<Subscription> all(Reach reach) {
        try {
            return store.subscriptions(reach);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    static KeywrightException notFound() {
        return new KeywrightException(
                ErrorCode.KEY_NOT_FOUND,
                "There is no such subscription in your scope; list them with GET /kms/v1/subscriptions.",
                Map.of("reason", "subscription_not_found"));
    }
}
