package io.keywright.core.compliance;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.Reach;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Caller;
import io.keywright.model.ComplianceCheck;
import io.keywright.model.ComplianceFinding;
import io.keywright.model.KeywrightException;
import io.keywright.model.Role;
import io.keywright.model.Severity;
import io.keywright.model.SubjectType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Shows open findings: to a tenant's key admins those of their scope, to its auditors as far as their role reaches, to platform
 * admins and auditors all. Calls may block.
 */
public record FindingAccess(Authorizer authorizer, FindingStore store) {

    private static final Set<Role> OF_TENANTS = EnumSet.of(Role.KEY_ADMIN, Role.AUDITOR);

    /**
     * What is asked for; a null member does not narrow.
     *
     * @param tenantId of which tenant; null for the caller's own, or for all that a platform identity may see
     */
    public record Wanted(
            @Nullable String tenantId,
            @Nullable ComplianceCheck check,
            @Nullable Severity severity,
            @Nullable SubjectType subjectType) {}

    /**
     * A page of open findings, in the order of their ids.
     *
     * @param after the last of the page before; null to start
     * @throws KeywrightException UNAUTHORIZED if the caller may not see them
     */
    public List<ComplianceFinding> list(Caller caller, Wanted wanted, @Nullable UUID after, int limit) {
        Optional<Reach> reach = authorizer.sees(caller, wanted.tenantId(), OF_TENANTS);
        try {
            return store.findings(
                    new FindingStore.Filter(reach, wanted.check(), wanted.severity(), wanted.subjectType()),
                    after,
                    limit);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
