package io.keywright.core.events;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.Reach;
import io.keywright.core.ledger.ReceiptAccess;
import io.keywright.model.Caller;
import io.keywright.model.EventType;
import io.keywright.model.Role;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may see which events: those of the scopes all of whose receipts they may see, since events tell of all of them.
 * Approvers hear of the approvals of their own scope, and of nothing else.
 */
public final class EventAccess {

    private static final Set<Role> READERS = EnumSet.of(Role.AUDITOR, Role.KEY_ADMIN);

    private final Authorizer authorizer;
    private final ReceiptAccess receipts;

    public EventAccess(Authorizer authorizer) {
        this.authorizer = authorizer;
        this.receipts = new ReceiptAccess(authorizer);
    }

    /** What somebody gets to see: events of these types, where {@code reach} is. */
    public record Sight(Reach reach, Set<EventType> types) {}

    /**
     * What the caller gets to see of what it asks for.
     *
     * @param named the tenant that a platform auditor asks for; null for the caller's own
     * @param types what is asked for; empty for whatever is usual
     * @throws io.keywright.model.KeywrightException UNAUTHORIZED if it may not see some of that
     */
    public Sight sight(Caller caller, @Nullable String named, Optional<Set<EventType>> types) {
        if (isApproverAlone(caller) && isOwn(caller, named)) {
            Set<EventType> wanted = types.orElse(EventType.OF_APPROVALS);
            if (EventType.OF_APPROVALS.containsAll(wanted)) {
                return new Sight(Reach.of(authorizer.ownScopeOrAll(caller)), wanted);
            }
        }
        return new Sight(reach(caller, named), types.orElse(EventType.USUAL));
    }

    private boolean isApproverAlone(Caller caller) {
        return authorizer.has(caller, EnumSet.of(Role.APPROVER)) && !authorizer.has(caller, READERS);
    }

    private boolean isOwn(Caller caller, @Nullable String named) {
        return named == null || named.equals(authorizer.ownScopeOrAll(caller).tenantId());
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
