package io.keywright.core.events;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.evidence.ReceiptAccess;
import io.keywright.model.Caller;
import org.jspecify.annotations.Nullable;

/** Who may see which events: those who may see all receipts of the tenant, since events tell of all of them. */
public final class EventAccess {

    private final ReceiptAccess receipts;

    public EventAccess(Authorizer authorizer) {
        this.receipts = new ReceiptAccess(authorizer);
    }

    /**
     * The tenant whose events the caller gets.
     *
     * @param named the tenant that a platform auditor asks for; null for the caller's own
     * @throws io.keywright.model.KeywrightException UNAUTHORIZED if it may see none
     */
    public String tenant(Caller caller, @Nullable String named) {
        String tenantId = receipts.tenant(caller, named);
        receipts.requireAll(caller);
        return tenantId;
    }
}
