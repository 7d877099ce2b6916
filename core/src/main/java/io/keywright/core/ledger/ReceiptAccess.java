package io.keywright.core.ledger;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.Reach;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may read which receipts: an auditor those that its role reaches, a key admin those of its own scope, everybody else
 * those of its own module there.
 */
public record ReceiptAccess(Authorizer authorizer) {

    private static final Set<Role> READERS = EnumSet.of(Role.AUDITOR, Role.KEY_ADMIN);
    private static final Set<Role> OWNERS = EnumSet.of(Role.AUDITOR, Role.KEY_ADMIN, Role.KEY_USER, Role.APPROVER);

    /**
     * The receipts that the caller may see.
     *
     * @param named the tenant, which a platform auditor must name
     * @throws KeywrightException UNAUTHORIZED if it may see none of them
     */
    public ReceiptView view(Caller caller, @Nullable String named) {
        Scope own = caller.scope();
        if (own == null) {
            return new ReceiptView(platform(caller, named), null);
        }
        requireOwn(own, named);
        authorizer.require(caller, OWNERS);
        return authorizer
                .reach(caller, Role.AUDITOR)
                .map(reach -> new ReceiptView(reach, null))
                .orElseGet(() -> new ReceiptView(
                        Reach.of(own), authorizer.has(caller, EnumSet.of(Role.KEY_ADMIN)) ? null : caller.module()));
    }

    /**
     * Where the caller may see all receipts.
     *
     * @throws KeywrightException UNAUTHORIZED if it may not anywhere
     */
    public Reach whole(Caller caller, @Nullable String named) {
        ReceiptView view = view(caller, named);
        authorizer.require(caller, READERS);
        return view.reach();
    }

    /**
     * The tenant whose evidence the caller may take away: as its auditor, or as a platform auditor who names it.
     *
     * @throws KeywrightException UNAUTHORIZED if it may not
     */
    public String auditedTenant(Caller caller, @Nullable String named) {
        Reach reach = view(caller, named).reach();
        authorizer.require(caller, EnumSet.of(Role.AUDITOR));
        if (!reach.isAll()) {
            throw new KeywrightException(
                    ErrorCode.UNAUTHORIZED,
                    "An export holds all of a tenant's evidence; have an auditor of the whole tenant make it.",
                    Map.of("reason", "auditor_of_a_part"));
        }
        return reach.tenantId();
    }

    private Reach platform(Caller caller, @Nullable String named) {
        authorizer.require(caller, EnumSet.of(Role.AUDITOR));
        if (named == null) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "Name the tenant in tenant_id; a platform auditor has none of its own.",
                    Map.of("parameter", "tenant_id"));
        }
        return Reach.all(named);
    }

    private static void requireOwn(Scope own, @Nullable String named) {
        if (named != null && !named.equals(own.tenantId())) {
            throw new KeywrightException(
                    ErrorCode.UNAUTHORIZED,
                    "tenant_id names another tenant than yours; leave it out, or ask a platform auditor.");
        }
    }
}
