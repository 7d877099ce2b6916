package io.keywright.server.rest.material;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.operations.EncryptionContext;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data key to be opened.
 *
 * @param keyId of the key that it must have been made under; left out, whichever it names
 * @param context as it was made with
 */
record UnwrapDataKeyRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Nullable String keyId,
        @Required byte[] wrapped,
        @Nullable Map<String, String> context,
        @Nullable String approvalToken)
        implements Approvable {

    ScopeClaim scope() {
        return new ScopeClaim(tenantId, environment, plane);
    }

    EncryptionContext boundTo() {
        return context == null ? EncryptionContext.NONE : new EncryptionContext(context);
    }
}
