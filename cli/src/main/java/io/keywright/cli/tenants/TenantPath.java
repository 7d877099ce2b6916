package io.keywright.cli.tenants;

import io.keywright.model.Scope;
import io.keywright.verifier.terminal.CommandFailed;
import java.util.Set;

/** Where a tenant is at the service. */
final class TenantPath {

    /** In a path they lead elsewhere. */
    private static final Set<String> STEPS = Set.of(".", "..");

    private TenantPath() {}

    /** @throws CommandFailed if {@code tenant} is no tenant's id */
    static String of(String tenant) {
        if (!Scope.isTenantId(tenant) || STEPS.contains(tenant)) {
            throw CommandFailed.badInput("TENANT must be a tenant's id: 1 to 128 characters of A-Z a-z 0-9 . _ : -");
        }
        return "tenants/" + tenant;
    }
}
