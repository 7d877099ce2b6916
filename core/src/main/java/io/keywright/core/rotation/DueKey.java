package io.keywright.core.rotation;

import io.keywright.model.KeyMetadata;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * An active key that is, or will be, due for rotation.
 *
 * @param dueAt when it is rotated
 * @param overdueAt when it is as old as it may get
 * @param announced with how many days left it was told last that its rotation awaits an approval
 * @param rootOff whether its tenant's keys are switched off, so that nothing can be done with it
 */
public record DueKey(KeyMetadata key, Instant dueAt, Instant overdueAt, OptionalInt announced, boolean rootOff)
        implements Due {

    @Override
    public String tenantId() {
        return key.scope().tenantId();
    }

    @Override
    public DuePlace place() {
        return new DuePlace(dueAt, key.keyId());
    }
}
