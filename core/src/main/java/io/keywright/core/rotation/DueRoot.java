package io.keywright.core.rotation;

import java.time.Instant;

/**
 * A tenant's root that is, or will be, due for rotation.
 *
 * @param version its newest
 */
public record DueRoot(String tenantId, int version, Instant dueAt, Instant overdueAt, boolean rootOff) implements Due {

    @Override
    public DuePlace place() {
        return DuePlace.named(dueAt, tenantId);
    }
}
