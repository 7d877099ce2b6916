package io.keywright.server.rest.trust;

import io.keywright.core.ledger.Recorded;
import io.keywright.pki.validation.Check;
import io.keywright.pki.validation.Failure;
import io.keywright.pki.validation.PathReport;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What was found out about a certificate. */
record CertificateReport(boolean valid, List<OnTheWay> path, List<FailedCheck> failures, UUID receiptId) {

    /** A certificate on the way to the authority. */
    record OnTheWay(String subject, String issuer, String serialNumber, Instant notBefore, Instant notAfter) {

        private static final int HEXADECIMAL = 16;

        static OnTheWay of(X509Certificate certificate) {
            return new OnTheWay(
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getIssuerX500Principal().getName(),
                    certificate.getSerialNumber().toString(HEXADECIMAL),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
        }
    }

    /** A check that failed, and on which certificate. */
    record FailedCheck(Check check, String reason, String subject, String detail) {

        static FailedCheck of(Failure failure) {
            return new FailedCheck(failure.check(), failure.reason(), failure.subject(), failure.detail());
        }
    }

    static CertificateReport of(Recorded<PathReport> judged) {
        PathReport report = judged.value();
        return new CertificateReport(
                report.isValid(),
                report.path().stream().map(OnTheWay::of).toList(),
                report.failures().stream().map(FailedCheck::of).toList(),
                judged.receiptId());
    }
}
