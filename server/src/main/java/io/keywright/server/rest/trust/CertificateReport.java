package io.keywright.server.rest.trust;

import io.keywright.core.ledger.Recorded;
import io.keywright.core.trust.Judgement;
import io.keywright.pki.validation.Check;
import io.keywright.pki.validation.Failure;
import io.keywright.pki.validation.PathReport;
import io.keywright.pki.validation.RevocationSource;
import io.keywright.pki.validation.RevocationStanding;
import io.keywright.pki.validation.RevocationStatus;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What was found out about a certificate. */
record CertificateReport(boolean valid, List<OnTheWay> path, List<FailedCheck> failures, UUID receiptId) {

    /** A certificate on the way to the authority; of the authority itself nobody says whether it was revoked. */
    record OnTheWay(
            String subject,
            String issuer,
            String serialNumber,
            Instant notBefore,
            Instant notAfter,
            @Nullable RevocationStatus revocation,
            @Nullable RevocationSource revocationSource) {

        private static final int HEXADECIMAL = 16;

        static OnTheWay of(X509Certificate certificate, Optional<RevocationStanding> standing) {
            return new OnTheWay(
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getIssuerX500Principal().getName(),
                    certificate.getSerialNumber().toString(HEXADECIMAL),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    standing.map(RevocationStanding::status).orElse(null),
                    standing.flatMap(RevocationStanding::source).orElse(null));
        }
    }

    /** A check that failed, and on which certificate. */
    record FailedCheck(Check check, String reason, String subject, String detail) {

        static FailedCheck of(Failure failure) {
            return new FailedCheck(failure.check(), failure.reason(), failure.subject(), failure.detail());
        }
    }

    static CertificateReport of(Recorded<Judgement> recorded) {
        PathReport report = recorded.value().report();
        List<RevocationStanding> standings = recorded.value().revocation();
        return new CertificateReport(
                report.isValid(),
                IntStream.range(0, report.path().size())
                        .mapToObj(i -> OnTheWay.of(
                                report.path().get(i), standings.stream().skip(i).findFirst()))
                        .toList(),
                report.failures().stream().map(FailedCheck::of).toList(),
                recorded.receiptId());
    }
}
