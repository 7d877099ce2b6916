package io.keywright.server.rest.operations;

import io.keywright.core.crypto.Encrypted;
import io.keywright.core.operations.Ciphertext;
import io.keywright.core.operations.ReEncryptable;
import io.keywright.core.operations.ReEncryption;
import io.keywright.model.Algorithm;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.server.rest.json.Required;
import org.jspecify.annotations.Nullable;

/**
 * A ciphertext, as {@code decrypt} takes it, and the key to encrypt it with anew.
 *
 * @param targetAad of the new ciphertext; if left out, the old one's
 */
record ReEncryptRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required String keyId,
        @Required byte[] ciphertext,
        @Required byte[] iv,
        @Nullable Algorithm algorithm,
        byte @Nullable [] aad,
        @Nullable String targetKeyId,
        @Nullable Algorithm targetAlgorithm,
        byte @Nullable [] targetAad,
        @Nullable String approvalToken)
        implements KeyedRequest {

    ReEncryption keys() {
        return new ReEncryption(key(), targetKeyId, targetAlgorithm);
    }

    ReEncryptable content() {
        return new ReEncryptable(
                new Ciphertext(new Encrypted(iv, ciphertext), Aad.of(aad)),
                targetAad == null ? Aad.of(aad) : targetAad);
    }
}
