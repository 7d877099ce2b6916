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
 * Which data key is wanted.
 *
 * @param plaintext whether the answer shows it in clear, too; left out, it does
 */
record GenerateDataKeyRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required String keyId,
        @Required Integer keySizeBits,
        @Nullable Map<String, String> context,
        @Nullable Boolean plaintext,
        @Nullable String approvalToken)
        implements Approvable {

    ScopeClaim scope() {
        return new ScopeClaim(tenantId, environment, plane);
    }

    EncryptionContext boundTo() {
        return context == null ? EncryptionContext.NONE : new EncryptionContext(context);
    }

    boolean wrappedOnly() {
        return plaintext != null && !plaintext;
    }
}
