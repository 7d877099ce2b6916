package io.keywright.core.events;

import io.keywright.core.journal.StoreException;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Subscription;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows a tenant its subscriptions. Reading them leaves no receipt. Calls may block. */
public final class SubscriptionCatalogue {

    private final EventAccess access;
    private final SubscriptionStore store;
    private final Deliveries deliveries;
    private final int perTenant;

    /** @param perTenant how many a tenant may have */
    public SubscriptionCatalogue(EventAccess access, SubscriptionStore store, Deliveries deliveries, int perTenant) {
        this.access = access;
        this.store = store;
        this.deliveries = deliveries;
        this.perTenant = perTenant;
    }

    /** A subscription, and how it does. */
    public record Standing(Subscription subscription, Trouble trouble) {}

    /** All of the tenant's, oldest first. */
    public List<Standing> list(Caller caller, @Nullable String tenantId) {
        return all(access.reach(caller, tenantId).tenantId()).stream()
                .map(this::standing)
                .toList();
    }

    /** One of them. */
    public Standing get(Caller caller, @Nullable String tenantId, UUID subscriptionId) {
        return standing(of(access.reach(caller, tenantId).tenantId(), subscriptionId));
    }

    private Standing standing(Subscription subscription) {
        return new Standing(subscription, deliveries.trouble(subscription.subscriptionId()));
    }

    /** Passes if the tenant may have one more. */
    void requireRoom(String tenantId) {
        if (all(tenantId).size() >= perTenant) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "Your tenant has as many subscriptions as it may; delete one that is not needed.",
                    Map.of("reason", "too_many_subscriptions", "limit", perTenant));
        }
    }

    Subscription of(String tenantId, UUID subscriptionId) {
        try {
            return store.subscription(tenantId, subscriptionId).orElseThrow(SubscriptionCatalogue::notFound);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private List<Subscription> all(String tenantId) {
        try {
            return store.subscriptions(tenantId);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    static KeywrightException notFound() {
        return new KeywrightException(
                ErrorCode.KEY_NOT_FOUND,
                "There is no such subscription of your tenant; list them with GET /kms/v1/subscriptions.",
                Map.of("reason", "subscription_not_found"));
    }
}
