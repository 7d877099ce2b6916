package io.keywright.core.operations;

import io.keywright.model.Algorithm;
import org.jspecify.annotations.Nullable;

/**
 * From which key to which.
 *
 * @param source what the ciphertext is under
 * @param targetKeyId as {@link KeyRequest#keyId}; null for the newest version of the source's line
 * @param targetAlgorithm null for the key type's default
 */
public record ReEncryption(
        KeyRequest source,
        @Nullable String targetKeyId,
        @Nullable Algorithm targetAlgorithm) {}
