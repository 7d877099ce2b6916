package io.keywright.server.rest.roles;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keywright.core.ledger.Recorded;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What calls about role bindings answer. */
final class RoleBindingAnswers {

    private RoleBindingAnswers() {}

    /**
     * @param tenantId the tenant in which the role holds; GLOBAL for platform identities
     * @param environment the environment in which it holds; absent for all
     * @param plane likewise
     */
    @Schema(name = "RoleBinding")
    record RoleBindingBody(
            UUID bindingId,
            String tenantId,
            @Nullable Environment environment,
            @Nullable Plane plane,
            String identity,
            Role role,
            Instant createdAt) {
        static RoleBindingBody of(RoleBinding binding) {
            return new RoleBindingBody(
                    binding.bindingId(),
                    binding.tenantId(),
                    binding.environment(),
                    binding.plane(),
                    binding.identity(),
                    binding.role(),
                    binding.createdAt());
        }
    }

    record RoleBindingAnswer(@JsonUnwrapped RoleBindingBody binding, UUID receiptId) {
        static RoleBindingAnswer of(Recorded<RoleBinding> recorded) {
            return new RoleBindingAnswer(RoleBindingBody.of(recorded.value()), recorded.receiptId());
        }
    }

    record RoleBindingListAnswer(List<RoleBindingBody> roleBindings) {
        static RoleBindingListAnswer of(List<RoleBinding> bindings) {
            return new RoleBindingListAnswer(
                    bindings.stream().map(RoleBindingBody::of).toList());
        }
    }
}
