package io.keywright.store;

import io.keywright.core.events.SubscriptionStore;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Subscriptions as rows. */
final class SqlSubscriptionStore implements SubscriptionStore {

    private static final String ALL =
            "SELECT " + SubscriptionRow.COLUMNS + " FROM subscriptions ORDER BY subscription_id";
    private static final String OF_TENANT =
            "SELECT " + SubscriptionRow.COLUMNS + " FROM subscriptions WHERE tenant_id = ? ORDER BY subscription_id";
    private static final String ONE =
            "SELECT " + SubscriptionRow.COLUMNS + " FROM subscriptions WHERE tenant_id = ? AND subscription_id = ?";

    private final Readers readers;

    SqlSubscriptionStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public List<Subscription> subscriptions() throws StoreException {
        return readers.read(session -> session.list(ALL, SubscriptionRow::read));
    }

    @Override
    public List<Subscription> subscriptions(String tenantId) throws StoreException {
        return readers.read(session -> session.list(OF_TENANT, SubscriptionRow::read, tenantId));
    }

    @Override
    public Optional<Subscription> subscription(String tenantId, UUID subscriptionId) throws StoreException {
        return readers.read(
                session -> session.find(ONE, SubscriptionRow::read, tenantId, UuidBytes.of(subscriptionId)));
    }
}
