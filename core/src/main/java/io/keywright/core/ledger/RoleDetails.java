package io.keywright.core.ledger;

import io.keywright.core.change.RoleChange;
import io.keywright.model.RoleBinding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What evidence says of who has which role. */
final class RoleDetails {

    private RoleDetails() {}

    static Map<String, @Nullable Object> of(RoleChange change) {
        return switch (change) {
            case RoleChange.Bound bound -> binding(bound.binding());
            case RoleChange.Unbound unbound -> binding(unbound.binding());
        };
    }

    private static Map<String, @Nullable Object> binding(RoleBinding binding) {
        Map<String, @Nullable Object> details = Details.members(
                "binding_id", binding.bindingId().toString(),
                "tenant_id", binding.tenantId(),
                "identity", binding.identity(),
                "role", binding.role().wireName());
        if (binding.environment() != null) {
            details.put("environment", binding.environment().wireName());
        }
        if (binding.plane() != null) {
            details.put("plane", binding.plane().wireName());
        }
        return details;
    }
}
