package io.keywright.core.authorization;

import io.keywright.model.Environment;
import io.keywright.model.Plane;
import org.jspecify.annotations.Nullable;

/** The scope that a request names; what it leaves out is filled from the caller. */
public record ScopeClaim(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane) {

    /** A request that names no scope. */
    public static final ScopeClaim NONE = new ScopeClaim(null, null, null);
}
