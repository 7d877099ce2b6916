package io.keywright.core.acme;

import io.keywright.core.journal.StoreException;
import io.keywright.model.KeywrightException;
import io.keywright.model.acme.AcmeAuthorization;
import io.keywright.model.acme.AcmeAuthorizationState;
import io.keywright.model.acme.AcmeOrder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Shows authorizations, has their names proved, and gives them up. Calls block. */
public final class AcmeAuthorizations {

    /**
     * An authorization.
     *
     * @param order that it is of
     * @param underWay whether its name is being proved at this moment
     */
    public record Shown(AcmeAuthorization authorization, AcmeOrder order, boolean underWay) {}

    private final AcmeOrders orders;
    private final AcmeOrderStore store;
    private final NameProofs proofs;
    private final Clock clock;

    public AcmeAuthorizations(AcmeOrders orders, AcmeOrderStore store, NameProofs proofs, Clock clock) {
        this.orders = orders;
        this.store = store;
        this.proofs = proofs;
        this.clock = clock;
    }

    /**
     * One of an account's authorizations.
     *
     * @throws KeywrightException KEY_NOT_FOUND if there is none, or it is another's
     */
    public Shown show(AcmeClient client, UUID authorizationId) {
        try {
            AcmeAuthorization found = store.authorization(authorizationId).orElseThrow(AcmeRefusals::notFound);
            AcmeOrder order = orders.order(client, found.orderId());
            return new Shown(found, order, proofs.underWay(authorizationId));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** Begins to prove its name, unless that is settled or under way. */
    public Shown prove(AcmeClient client, UUID authorizationId) {
        Shown shown = show(client, authorizationId);
        boolean open = shown.authorization().state() == AcmeAuthorizationState.PENDING
                && now().isBefore(shown.order().expiresAt());
        if (open && !shown.underWay()) {
            proofs.begin(client, shown.authorization());
            return new Shown(shown.authorization(), shown.order(), true);
        }
        return shown;
    }

    /** Gives it up, for good. */
    public Shown giveUp(AcmeClient client, UUID authorizationId) {
        Shown shown = show(client, authorizationId);
        AcmeAuthorization given = shown.authorization().givenUp(now());
        try {
            switch (shown.authorization().state()) {
                case PENDING, VALID -> store.settle(shown.authorization().state(), given);
                case INVALID, DEACTIVATED -> {
                    return shown;
                }
            }
        } catch (StoreException e) {
            throw e.asRefusal();
        }
        return show(client, authorizationId);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
