package io.keywright.model;

import java.time.Instant;

/**
 * The one use of an approval token.
 *
 * @param issuer who issued the token
 * @param tokenId the token's id, unique with its issuer
 */
public record SpentApproval(String issuer, String tokenId, Instant spentAt) {}
