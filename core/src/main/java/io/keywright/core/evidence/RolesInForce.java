package io.keywright.core.evidence;

import io.keywright.core.authorization.Roles;
import io.keywright.core.journal.StoreException;
import io.keywright.core.role.RoleBindingStore;
import io.keywright.model.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every role that somebody has in a tenant, be it bound or given by the configuration, to the platform's own included. */
public record RolesInForce(Roles roles, RoleBindingStore bindings) {

    List<HeldRole> of(String tenant) throws StoreException {
        Stream<HeldRole> bound = bindings.roleBindings().stream()
                .filter(binding ->
                        binding.tenantId().equals(tenant) || binding.tenantId().equals(Scope.GLOBAL))
                .map(HeldRole::bound);
        Stream<HeldRole> configured = roles.configured().entrySet().stream()
                .flatMap(role -> role.getValue().stream()
                        .filter(identity -> identity.ofPlatform() || identity.mayBeOf(tenant))
                        .map(identity -> new HeldRole(identity.text(), role.getKey(), identity.ofPlatform(), null)))
                .sorted(Comparator.comparing(HeldRole::role).thenComparing(HeldRole::identity));
        return Stream.concat(bound, configured).toList();
    }
}
