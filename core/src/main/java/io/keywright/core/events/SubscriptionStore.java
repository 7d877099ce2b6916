package io.keywright.core.events;

import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads subscriptions; they are written through the journal. Calls may block. */
public interface SubscriptionStore {

    /** Those of all tenants. */
    List<Subscription> subscriptions() throws StoreException;

    /** Those within {@code reach}, oldest first. */
    List<Subscription> subscriptions(Reach reach) throws StoreException;

    /** The subscription of that id; one beyond {@code reach} is not there. */
    Optional<Subscription> subscription(Reach reach, UUID subscriptionId) throws StoreException;
}
