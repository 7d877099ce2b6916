package io.keywright.server.rest.certificates;

import io.keywright.model.CertificateRevocationReason;
import io.keywright.server.rest.Approvable;
import org.jspecify.annotations.Nullable;

/** Why a certificate is to be revoked. */
record RevokeCertificateRequest(
        @Nullable CertificateRevocationReason revocationReason,
        @Nullable String approvalToken) implements Approvable {

    CertificateRevocationReason reason() {
        return revocationReason == null ? CertificateRevocationReason.UNSPECIFIED : revocationReason;
    }
}
