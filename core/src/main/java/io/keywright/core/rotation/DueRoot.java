package io.keywright.core.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.UUID;

/**
 * A tenant's root that is, or will be, due for rotation.
 *
 * @param version its newest
 */
public record DueRoot(String tenantId, int version, Instant dueAt, Instant overdueAt, boolean rootOff) implements Due {

    /** Roots have no ids of their own: the tenant's is told by its hash. */
    @Override
    public DuePlace place() {
        return new DuePlace(dueAt, UUID.nameUUIDFromBytes(tenantId.getBytes(UTF_8)));
    }
}
