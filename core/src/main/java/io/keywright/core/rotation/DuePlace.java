package io.keywright.core.rotation;

import java.time.Instant;
import java.util.UUID;

/** A place in the order in which keys are due. */
public record DuePlace(Instant dueAt, UUID keyId) {

    /** Before all keys. */
    public static final DuePlace START = new DuePlace(Instant.EPOCH, new UUID(0, 0));
}
