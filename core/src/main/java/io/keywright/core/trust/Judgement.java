package io.keywright.core.trust;

import io.keywright.pki.validation.PathReport;
import io.keywright.pki.validation.RevocationStanding;
import java.util.List;

/**
 * What was found out about a certificate.
 *
 * @param revocation of each certificate of the report's path but the authority at its end
 */
public record Judgement(PathReport report, List<RevocationStanding> revocation) {

    public Judgement {
        revocation = List.copyOf(revocation);
    }
}
