package io.keywright.store;

import io.keywright.core.acme.AcmeOrderStore;
import io.keywright.core.journal.StoreException;
import io.keywright.model.acme.AcmeAuthorization;
import io.keywright.model.acme.AcmeAuthorizationState;
import io.keywright.model.acme.AcmeOrder;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** ACME orders as rows. Its transactions take turns with the journal's, and are as short. */
final class SqlAcmeOrderStore implements AcmeOrderStore {

    private static final String OF_ACCOUNT =
            "SELECT order_id FROM acme_orders WHERE account_id = ? ORDER BY order_id LIMIT ?";

    private final Readers readers;
    private final Writer writer;

    SqlAcmeOrderStore(Readers readers, Writer writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public boolean open(AcmeOrder order, Room room) throws StoreException {
        return written(session -> AcmeOrderRow.insert(session, order, room));
    }

    @Override
    public Optional<AcmeOrder> order(UUID orderId) throws StoreException {
        return readers.snapshot(session -> AcmeOrderRow.find(session, orderId));
    }

    @Override
    public List<UUID> orders(UUID accountId, int limit) throws StoreException {
        return readers.read(session ->
                session.list(OF_ACCOUNT, row -> UuidBytes.read(row.getBytes(1)), UuidBytes.of(accountId), limit));
    }

    @Override
    public Optional<AcmeAuthorization> authorization(UUID authorizationId) throws StoreException {
        return readers.read(session -> session.find(
                AcmeOrderRow.AUTHORIZATION, AcmeOrderRow::authorization, (Object) UuidBytes.of(authorizationId)));
    }

    @Override
    public boolean settle(AcmeAuthorizationState from, AcmeAuthorization settled) throws StoreException {
        return written(session -> AcmeOrderRow.settle(session, from, settled));
    }

    @Override
    public int removeExpired(Instant now, int most) throws StoreException {
        return written(session -> AcmeOrderRow.removeExpired(session, now, most));
    }

    @FunctionalInterface
    private interface Writing<T> {
        T with(Session session) throws SQLException;
    }

    private <T> T written(Writing<T> writing) throws StoreException {
        List<T> outcome = new ArrayList<>(1);
        writer.transaction(session -> outcome.add(writing.with(session)));
        return outcome.getFirst();
    }
}
