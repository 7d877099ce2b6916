package io.keywright.model;

import java.time.Instant;

/**
 * The one use of an approval token, and what must hold until it is durable.
 *
 * @param issuer who issued the token
 * @param tokenId the token's id, unique with its issuer
 * @param expiresAt from when on it can no longer be spent
 */
public record SpentApproval(String issuer, String tokenId, Instant expiresAt, Grounds grounds) {}
