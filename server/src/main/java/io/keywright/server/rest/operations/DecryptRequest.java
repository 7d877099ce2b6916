package io.keywright.server.rest.operations;

import io.keywright.core.crypto.Encrypted;
import io.keywright.core.operations.Ciphertext;
import io.keywright.model.Algorithm;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.json.Required;
import org.jspecify.annotations.Nullable;

/** @param aad additional authenticated data, the same as at encryption */
record DecryptRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required String keyId,
        @Required byte[] ciphertext,
        @Required byte[] iv,
        @Nullable Algorithm algorithm,
        byte @Nullable [] aad,
        @Nullable String approvalToken)
        implements KeyedRequest {

    Ciphertext content() {
        return new Ciphertext(new Encrypted(iv, ciphertext), Aad.of(aad));
    }
}
