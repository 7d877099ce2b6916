package io.keywright.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody asks for leave to do one thing, once.
 *
 * @param keyId the key that it is to be done to; null for an operation that has none
 * @param requestDigest SHA-256 of the very request: of its RFC 8785 form without {@code approval_token}
 * @param reason in the requester's words
 */
public record Approval(
        UUID approvalId,
        Scope scope,
        Operation operation,
        @Nullable UUID keyId,
        byte[] requestDigest,
        String reason,
        Party requester,
        Instant createdAt,
        Instant expiresAt) {}
