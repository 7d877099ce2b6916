package io.keywright.core.approval;

import io.keywright.model.Operation;
import io.keywright.model.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an approval token says: that its bearer may do one thing, once.
 *
 * @param issuer {@link ApprovalStore#OWN}, or the name of a governance system
 * @param keyId null for an operation that has no key
 * @param requestDigest see {@link io.keywright.model.Approval#requestDigest()}
 */
public record Grant(
        String issuer,
        String tokenId,
        Scope scope,
        Operation operation,
        @Nullable UUID keyId,
        byte[] requestDigest,
        Instant expiresAt) {}
