package io.keywright.model;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A role that somebody has.
 *
 * @param tenantId the tenant in which the role holds; {@link Scope#GLOBAL} for platform identities
 * @param identity a {@link Caller#subject()} or {@link Caller#person()}, compared to the letter
 */
public record RoleBinding(UUID bindingId, String tenantId, String identity, Role role, Instant createdAt) {

    private static final Pattern IDENTITY =
            Pattern.compile("[\\p{Graph}&&[^*]]([\\p{Graph} &&[^*]]{0,510}[\\p{Graph}&&[^*]])?");

    public RoleBinding {
        if (!Scope.isTenantId(tenantId)) {
            throw new IllegalArgumentException("tenant_id must be 1 to 128 characters of A-Z a-z 0-9 . _ : -");
        }
        if (!IDENTITY.matcher(identity).matches()) {
            throw new IllegalArgumentException("identity must be 1 to 512 printable characters without *");
        }
    }
}
