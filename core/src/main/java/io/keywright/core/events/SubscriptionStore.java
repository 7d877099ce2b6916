package io.keywright.core.events;

import io.keywright.core.journal.StoreException;
import io.keywright.model.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads subscriptions; they are written through the journal. Calls may block. */
public interface SubscriptionStore {

    /** Those of all tenants. */
    List<Subscription> subscriptions() throws StoreException;

    /** A tenant's, oldest first. */
    List<Subscription> subscriptions(String tenantId) throws StoreException;

    /** The tenant's subscription of that id; another tenant's is not there. */
    Optional<Subscription> subscription(String tenantId, UUID subscriptionId) throws StoreException;
}
