package io.keywright.model;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The one use of an approval token, and what it rests on until it is durable.
 *
 * @param issuer who issued the token
 * @param tokenId the token's id, unique with its issuer
 * @param expiresAt from when on it can no longer be spent
 * @param bindings ids of the role bindings that make approvers of those who granted it; none of those who are approvers by
 *     configuration, or by an issuer's word
 */
public record SpentApproval(String issuer, String tokenId, Instant expiresAt, Set<UUID> bindings) {

    public SpentApproval {
        bindings = Set.copyOf(bindings);
    }
}
