package io.keywright.model;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that an authority of the service has issued.
 *
 * @param module whose it is; null for an authority's
 * @param serial positive, of at most 20 bytes
 * @param certificate DER
 * @param renewedFrom the one that its holder showed to get it; null if that was none of the service's
 * @param revocation empty for as long as it was not revoked
 */
public record IssuedCertificate(
        UUID certificateId,
        UUID authorityId,
        Scope scope,
        @Nullable String module,
        BigInteger serial,
        byte[] certificate,
        Instant notBefore,
        Instant notAfter,
        @Nullable UUID renewedFrom,
        Optional<CertificateRevocation> revocation) {

    /** The certificate, which is revoked. */
    public IssuedCertificate revoked(CertificateRevocation revoked) {
        return new IssuedCertificate(
                certificateId,
                authorityId,
                scope,
                module,
                serial,
                certificate,
                notBefore,
                notAfter,
                renewedFrom,
                Optional.of(revoked));
    }
}
