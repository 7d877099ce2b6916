package io.keywright.server.rest.operations;

import io.keywright.model.Algorithm;
import io.keywright.model.DigestAlgorithm;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.json.Required;
import org.jspecify.annotations.Nullable;

/**
 * A signature, and what it is said to be of: data, or a digest of it.
 *
 * @param signature as {@code sign} answered it
 */
record VerifyRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required String keyId,
        byte @Nullable [] data,
        byte @Nullable [] digest,
        @Nullable DigestAlgorithm digestAlgorithm,
        @Required byte[] signature,
        @Nullable Algorithm algorithm,
        @Nullable String approvalToken)
        implements KeyedRequest {

    SignedContent content() {
        return new SignedContent(data, digest, digestAlgorithm);
    }
}
