package io.keywright.model.acme;

import java.time.Instant;
import java.util.UUID;

/**
 * An account of an ACME client.
 *
 * @param key the public key that it signs its requests with: a JWK in the form of which thumbprints are made (RFC 7638)
 * @param thumbprint of that key: SHA-256 in Base64url
 * @param deactivated whether its owner has given it up
 * @param version counts its changes, from 1 on
 */
public record AcmeAccount(
        UUID accountId,
        UUID authorityId,
        UUID credentialId,
        String key,
        String thumbprint,
        boolean deactivated,
        Instant createdAt,
        int version) {

    /** The account, given up. */
    public AcmeAccount givenUp() {
        return new AcmeAccount(accountId, authorityId, credentialId, key, thumbprint, true, createdAt, version + 1);
    }

    /** The account, with another key. */
    public AcmeAccount under(String newKey, String newThumbprint) {
        return new AcmeAccount(
                accountId, authorityId, credentialId, newKey, newThumbprint, deactivated, createdAt, version + 1);
    }
}
