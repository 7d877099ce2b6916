package io.keywright.core.evidence;

import io.keywright.core.ledger.Details;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A role that is in force.
 *
 * @param identity to the letter, or a pattern of identities
 * @param ofPlatform whether who holds it is of the platform and not of the tenant
 * @param binding what gave it; null if the configuration did
 */
record HeldRole(
        String identity,
        Role role,
        boolean ofPlatform,
        @Nullable RoleBinding binding) {

    static HeldRole bound(RoleBinding binding) {
        boolean ofPlatform = binding.tenantId().equals(Scope.GLOBAL);
        return new HeldRole(binding.identity(), binding.role(), ofPlatform, binding);
    }

    /** What evidence tells of it. */
    Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = Details.members(
                "identity",
                identity,
                "role",
                role.wireName(),
                "held_by",
                ofPlatform ? "platform" : "tenant",
                "source",
                binding == null ? "configuration" : "binding");
        if (binding != null) {
            members.put("binding_id", binding.bindingId().toString());
            members.put("created_at", Details.time(binding.createdAt()));
            members.put("environment", Details.wireName(binding.environment()));
            members.put("plane", Details.wireName(binding.plane()));
        }
        return members;
    }
}
