package io.keywright.server.rest.certificates;

import io.keywright.core.authority.Revocation;
import io.keywright.core.call.UseCase;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.IssuedCertificate;
import io.keywright.server.rest.Approvable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a certificate is to be revoked.
 *
 * @param withRenewals whether what was renewed from it, and from that again, is revoked, too; if left out, where its key is
 *     compromised
 */
record RevokeCertificateRequest(
        @Nullable CertificateRevocationReason revocationReason,
        @Nullable Boolean withRenewals,
        @Nullable String approvalToken)
        implements Approvable {

    private CertificateRevocationReason reason() {
        return revocationReason == null ? CertificateRevocationReason.UNSPECIFIED : revocationReason;
    }

    UseCase<IssuedCertificate> revoking(UUID certificateId, Revocation revocation) {
        return withRenewals == null
                ? revocation.revoke(certificateId, reason())
                : revocation.revoke(certificateId, reason(), withRenewals);
    }
}
