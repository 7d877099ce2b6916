package io.keywright.core.operations;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.Algorithm;
import org.jspecify.annotations.Nullable;

/**
 * Which key a request wants to use, and how.
 *
 * @param keyId a key id or {@code alias/NAME}, as it came
 * @param algorithm null for the key type's default
 */
public record KeyRequest(
        ScopeClaim scope, String keyId, @Nullable Algorithm algorithm) {}
