package io.keywright.core.compliance;

import io.keywright.model.ComplianceCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Trust anchors are valid for so long. */
public record AnchorEnds(Duration ahead) implements Check<Subject.OfAnchor> {

    @Override
    public ComplianceCheck name() {
        return ComplianceCheck.ANCHOR_ENDS;
    }

    @Override
    public Optional<String> fault(Subject.OfAnchor subject, Instant now) {
        return now.plus(ahead).isAfter(subject.end())
                ? Optional.of("its certificate is valid until " + subject.end())
                : Optional.empty();
    }
}
