package io.keywright.core.acme;

import io.keywright.core.expiry.Expiring;
import io.keywright.core.journal.StoreException;
import io.keywright.model.acme.AcmeAuthorization;
import io.keywright.model.acme.AcmeAuthorizationState;
import io.keywright.model.acme.AcmeOrder;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What accounts have ordered, until it expires: work in progress, which the ledger does not tell of. Calls block. */
public interface AcmeOrderStore extends Expiring {

    /**
     * How many orders an account may have that have not expired.
     *
     * @param open of those for which there is no certificate
     * @param all of all
     */
    record Room(int open, int all) {}

    /** Keeps a new order, unless its account has no room for it. Durable on return. */
    boolean open(AcmeOrder order, Room room) throws StoreException;

    /** The order of that id, unless it was removed. */
    Optional<AcmeOrder> order(UUID orderId) throws StoreException;

    /** An account's, in the order in which they were placed. */
    List<UUID> orders(UUID accountId, int limit) throws StoreException;

    /** The authorization of that id, unless it was removed. */
    Optional<AcmeAuthorization> authorization(UUID authorizationId) throws StoreException;

    /** Whether the authorization was in state {@code from}; then it is as given from now on. Durable on return. */
    boolean settle(AcmeAuthorizationState from, AcmeAuthorization settled) throws StoreException;
}
