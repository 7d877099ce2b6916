package io.keywright.server.rest.operations;

import io.keywright.core.operations.Plaintext;
import io.keywright.model.Algorithm;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.PayloadLimit;
import io.keywright.server.rest.json.Required;
import org.jspecify.annotations.Nullable;

/** @param aad additional authenticated data, as it is */
record EncryptRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required String keyId,
        @Required byte[] plaintext,
        @Nullable Algorithm algorithm,
        byte @Nullable [] aad,
        @Nullable String approvalToken)
        implements KeyedRequest {

    Plaintext content(PayloadLimit limit) {
        return new Plaintext(limit.check("plaintext", plaintext), Aad.of(aad));
    }
}
