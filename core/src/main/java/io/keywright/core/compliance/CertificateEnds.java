package io.keywright.core.compliance;

import io.keywright.model.ComplianceCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The service's own certificates are valid for so long. */
public record CertificateEnds(Duration ahead) implements Check<Subject.OfCertificate> {

    @Override
    public ComplianceCheck name() {
        return ComplianceCheck.CERTIFICATE_ENDS;
    }

    @Override
    public Optional<String> fault(Subject.OfCertificate subject, Instant now) {
        return now.plus(ahead).isAfter(subject.end())
                ? Optional.of("it is valid until " + subject.end())
                : Optional.empty();
    }
}
