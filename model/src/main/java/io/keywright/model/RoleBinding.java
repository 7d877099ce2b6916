package io.keywright.model;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A role that somebody has.
 *
 * @param tenantId the tenant in which the role holds; {@link Scope#GLOBAL} for platform identities
 * @param identity a {@link Caller#subject()} or {@link Caller#person()}, compared to the letter
 * @param environment the environment in which the role holds; null for all of the tenant's
 * @param plane likewise
 */
public record RoleBinding(
        UUID bindingId,
        String tenantId,
        String identity,
        Role role,
        @Nullable Environment environment,
        @Nullable Plane plane,
        Instant createdAt) {

    private static final Pattern IDENTITY =
            Pattern.compile("[\\p{Graph}&&[^*]]([\\p{Graph} &&[^*]]{0,510}[\\p{Graph}&&[^*]])?");

    public RoleBinding {
        if (!Scope.isTenantId(tenantId)) {
            throw new IllegalArgumentException("tenant_id must be 1 to 128 characters of A-Z a-z 0-9 . _ : -");
        }
        if (!IDENTITY.matcher(identity).matches()) {
            throw new IllegalArgumentException("identity must be 1 to 512 printable characters without *");
        }
        if (tenantId.equals(Scope.GLOBAL) && (environment != null || plane != null)) {
            throw new IllegalArgumentException(
                    "environment and plane must be left out for a platform identity, which belongs to none");
        }
    }

    /** A role that holds in the whole tenant. */
    public RoleBinding(UUID bindingId, String tenantId, String identity, Role role, Instant createdAt) {
        this(bindingId, tenantId, identity, role, null, null, createdAt);
    }

    /** Whether the role holds for identities of {@code scope}. */
    public boolean holdsIn(Scope scope) {
        return tenantId.equals(scope.tenantId())
                && (environment == null || environment == scope.environment())
                && (plane == null || plane == scope.plane());
    }
}
