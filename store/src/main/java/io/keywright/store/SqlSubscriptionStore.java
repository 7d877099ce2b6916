package io.keywright.store;

import io.keywright.core.authorization.Reach;
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
            "SELECT " + SubscriptionRow.COLUMNS + " FROM subscriptions WHERE tenant_id = ?";
    private static final String OLDEST_FIRST = " ORDER BY subscription_id";

    private final Readers readers;

    SqlSubscriptionStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public List<Subscription> subscriptions() throws StoreException {
        return readers.read(session -> session.list(ALL, SubscriptionRow::read));
    }

    @Override
    public List<Subscription> subscriptions(Reach reach) throws StoreException {
        Query query = within(reach);
        return readers.read(session -> session.list(query.sql() + OLDEST_FIRST, SubscriptionRow::read, query.values()));
    }

    @Override
    public Optional<Subscription> subscription(Reach reach, UUID subscriptionId) throws StoreException {
        Query query = within(reach).and("subscription_id = ?", UuidBytes.of(subscriptionId));
        return readers.read(session -> session.find(query.sql(), SubscriptionRow::read, query.values()));
    }

    private static Query within(Reach reach) {
        return new ScopeColumns("").within(new Query(OF_TENANT).with(reach.tenantId()), reach);
    }
}
