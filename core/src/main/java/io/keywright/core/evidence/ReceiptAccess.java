package io.keywright.core.evidence;

import io.keywright.core.authorization.Authorizer;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Receipt;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may read which receipts: auditors and key admins all of their tenant, everybody else those of its own module. */
public record ReceiptAccess(Authorizer authorizer) {

    private static final Set<Role> READERS = EnumSet.of(Role.AUDITOR, Role.KEY_ADMIN);
    private static final Set<Role> OWNERS = EnumSet.of(Role.AUDITOR, Role.KEY_ADMIN, Role.KEY_USER, Role.APPROVER);

    /** The tenant whose receipts the caller may see some of: its own, or for a platform auditor the one that it names. */
    public String tenant(Caller caller, @Nullable String named) {
        Scope own = caller.scope();
        if (own == null && named != null) {
            authorizer.require(caller, EnumSet.of(Role.AUDITOR));
            return named;
        }
        if (own == null || (named != null && !named.equals(own.tenantId()))) {
            throw new KeywrightException(
                    ErrorCode.UNAUTHORIZED,
                    "These are not your tenant's receipts; leave tenant_id out, or name a tenant as a platform auditor.");
        }
        authorizer.require(caller, OWNERS);
        return own.tenantId();
    }

    /**
     * The tenant whose evidence the caller may take away: as its auditor, or as a platform auditor who names it.
     *
     * @throws KeywrightException UNAUTHORIZED if it may not
     */
    public String auditedTenant(Caller caller, @Nullable String named) {
        String tenant = tenant(caller, named);
        authorizer.require(caller, EnumSet.of(Role.AUDITOR));
        return tenant;
    }

    /** Passes if the caller may see all receipts of the tenant. */
    public void requireAll(Caller caller) {
        authorizer.require(caller, READERS);
    }

    boolean maySee(Caller caller, Receipt receipt) {
        return authorizer.has(caller, READERS) || receipt.requestingModule().equals(caller.module());
    }
}
