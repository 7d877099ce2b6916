package io.keywright.core.events;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.Reach;
import io.keywright.core.ledger.ReceiptAccess;
import io.keywright.model.Caller;
import org.jspecify.annotations.Nullable;

/** Who may see which events: those of the scopes all of whose receipts they may see, since events tell of all of them. */
public final class EventAccess {

    private final ReceiptAccess receipts;

    public EventAccess(Authorizer authorizer) {
        this.receipts = new ReceiptAccess(authorizer);
    }

    /**
     * The scopes whose events the caller gets.
     *
     * @param named the tenant that a platform auditor asks for; null for the caller's own
     * @throws io.keywright.model.KeywrightException UNAUTHORIZED if it may see none
     */
    public Reach reach(Caller caller, @Nullable String named) {
        return receipts.whole(caller, named);
    }
}
