package io.keywright.model.acme;

import io.keywright.model.Scope;
import io.keywright.model.WrappedSecret;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What an ACME client opens accounts with (external account binding, RFC 8555, section 7.3.4). Its accounts act as a module.
 *
 * @param scope the authority's
 * @param module whom its accounts get certificates for
 * @param secret the MAC key
 * @param revokedAt empty for as long as it counts
 */
public record AcmeCredential(
        UUID credentialId,
        UUID authorityId,
        Scope scope,
        String module,
        WrappedSecret secret,
        Instant createdAt,
        Optional<Instant> revokedAt) {

    /** The credential, which opens no accounts any more, and whose accounts may do nothing. */
    public AcmeCredential revoked(Instant at) {
        return new AcmeCredential(credentialId, authorityId, scope, module, secret, createdAt, Optional.of(at));
    }
}
