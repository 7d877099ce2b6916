package io.keywright.server.rest.certificates;

import io.keywright.core.authority.Issuance.Issued;
import io.keywright.core.ledger.Recorded;
import io.keywright.model.CertificateRevocation;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.Environment;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.Plane;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is told of issued certificates. */
final class CertificateAnswers {

    private CertificateAnswers() {}

    /**
     * A certificate that was just issued.
     *
     * @param chain its authority's certificate and those above it, without a root, which whoever relies on it has
     */
    record IssuedCertificateAnswer(
            UUID certificateId,
            UUID authorityId,
            String serialNumber,
            String certificate,
            String chain,
            Instant notBefore,
            Instant notAfter,
            UUID receiptId) {

        static IssuedCertificateAnswer of(Recorded<Issued> issued) {
            IssuedCertificate certificate = issued.value().certificate();
            return new IssuedCertificateAnswer(
                    certificate.certificateId(),
                    certificate.authorityId(),
                    certificate.serial().toString(16),
                    AuthorityAnswers.pem(certificate.certificate()),
                    AuthorityAnswers.pem(issued.value().authority().path()),
                    certificate.notBefore(),
                    certificate.notAfter(),
                    issued.receiptId());
        }
    }

    /**
     * A certificate.
     *
     * @param module whose it is; left out for an authority's
     * @param renewedFrom the certificate that its holder showed to get it; left out if that was none of the service's
     * @param receiptId of the call that revoked it
     */
    @Schema(name = "Certificate")
    record CertificateAnswer(
            UUID certificateId,
            UUID authorityId,
            String tenantId,
            Environment environment,
            Plane plane,
            @Nullable String module,
            String serialNumber,
            String certificate,
            Instant notBefore,
            Instant notAfter,
            @Nullable UUID renewedFrom,
            @Nullable Instant revokedAt,
            @Nullable CertificateRevocationReason revocationReason,
            @Nullable UUID receiptId) {

        static CertificateAnswer of(Recorded<IssuedCertificate> changed) {
            return of(changed.value(), changed.receiptId());
        }

        static CertificateAnswer of(IssuedCertificate certificate) {
            return of(certificate, null);
        }

        private static CertificateAnswer of(IssuedCertificate certificate, @Nullable UUID receiptId) {
            Optional<CertificateRevocation> revocation = certificate.revocation();
            return new CertificateAnswer(
                    certificate.certificateId(),
                    certificate.authorityId(),
                    certificate.scope().tenantId(),
                    certificate.scope().environment(),
                    certificate.scope().plane(),
                    certificate.module(),
                    certificate.serial().toString(16),
                    AuthorityAnswers.pem(certificate.certificate()),
                    certificate.notBefore(),
                    certificate.notAfter(),
                    certificate.renewedFrom(),
                    revocation.map(CertificateRevocation::at).orElse(null),
                    revocation.map(CertificateRevocation::reason).orElse(null),
                    receiptId);
        }
    }

    record CertificateListAnswer(
            List<CertificateAnswer> certificates, @Nullable String nextPageToken) {
        static CertificateListAnswer of(List<IssuedCertificate> page, int limit) {
            return new CertificateListAnswer(
                    page.stream().map(CertificateAnswer::of).toList(),
                    page.size() < limit ? null : page.getLast().certificateId().toString());
        }
    }
}
