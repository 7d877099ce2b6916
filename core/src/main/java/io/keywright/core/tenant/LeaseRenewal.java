package io.keywright.core.tenant;

import io.keywright.core.secret.SecretCache;
import io.keywright.core.secret.Shared;
import io.keywright.model.KeywrightException;
import java.util.concurrent.Executor;

/**
 * Asks providers again for roots that are in use and near the end of their lease. A root that opens as something else than what
 * is held, or that every provider refuses, is dropped.
 *
 * @param blocking runs what waits for the store and the providers
 */
record LeaseRenewal(
        SecretCache<RootVersion, HeldRoot> held, RootOpening opening, RootVerdicts verdicts, Executor blocking) {

    /** Begins to renew the leases that are due. */
    void renewDue() {
        held.places(root -> root.lease().isDue()).forEach(place -> blocking.execute(() -> renew(place)));
    }

    private void renew(RootVersion place) {
        Shared<HeldRoot> there = held.ifHeld(place);
        if (there != null) {
            try {
                renew(place, there);
            } finally {
                there.release();
            }
        }
    }

    private void renew(RootVersion place, Shared<HeldRoot> there) {
        Lease lease = there.get().lease();
        lease.tryAgain();
        try {
            confirm(place, there);
        } catch (UnopenedRootException e) {
            if (e.refused()) {
                lease.end();
                held.drop(place, there);
                verdicts.refused(place, e);
            } else if (e.outOfReach()) {
                lease.extend();
            }
        } catch (KeywrightException unread) {
            // The store cannot be read: no provider was asked, so the lease goes on as it was, and is tried again.
        }
    }

    private void confirm(RootVersion place, Shared<HeldRoot> there) throws UnopenedRootException {
        OpenRoot opened = opening.open(place);
        try {
            if (opened.sameAs(there.get().root())) {
                there.get().lease().renew(opened);
                held.prolong(place, there);
                verdicts.opened(place, opened);
            } else {
                there.get().lease().end();
                held.drop(place, there);
                verdicts.differed(place);
            }
        } finally {
            opened.destroy();
        }
    }
}
