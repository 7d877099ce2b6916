package io.keywright.server.rest.operations;

import io.keywright.model.Algorithm;
import io.keywright.model.DigestAlgorithm;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.json.Required;
import org.jspecify.annotations.Nullable;

/**
 * Data, or a digest of it.
 *
 * @param data what is signed; at most 512 KiB
 * @param digest what is signed instead: the digest of data of any size
 */
record SignRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required String keyId,
        byte @Nullable [] data,
        byte @Nullable [] digest,
        @Nullable DigestAlgorithm digestAlgorithm,
        @Nullable Algorithm algorithm,
        @Nullable String approvalToken)
        implements KeyedRequest {

    SignedContent content() {
        return new SignedContent(data, digest, digestAlgorithm);
    }
}
