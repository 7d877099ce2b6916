package io.keywright.server.rest.operations;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.operations.KeyRequest;
import io.keywright.model.Algorithm;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.Approvable;
import org.jspecify.annotations.Nullable;

/** A request to use a key, within the scope that it says. */
interface KeyedRequest extends Approvable {

    @Nullable String tenantId();

    @Nullable Environment environment();

    @Nullable Plane plane();

    String keyId();

    @Nullable Algorithm algorithm();

    /** What of it names the key, and how it is to be used. */
    default KeyRequest key() {
        return new KeyRequest(new ScopeClaim(tenantId(), environment(), plane()), keyId(), algorithm());
    }
}
