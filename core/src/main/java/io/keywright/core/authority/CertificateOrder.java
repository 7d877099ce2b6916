package io.keywright.core.authority;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.CertificatePurpose;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a module asks for when it asks for a certificate.
 *
 * @param request PKCS #10, in PEM or DER
 * @param purposes what it is to be good for; empty for all that the authority's rules allow the module
 * @param lifetime for how long it is to hold; empty for a day, or as long as the rules allow if that is less
 */
public record CertificateOrder(
        ScopeClaim scope,
        UUID authorityId,
        byte[] request,
        Set<CertificatePurpose> purposes,
        Optional<Duration> lifetime) {

    public CertificateOrder {
        purposes = Set.copyOf(purposes);
    }
}
