package io.keywright.core.compliance;

import io.keywright.model.ComplianceCheck;
import java.time.Instant;
import java.util.Optional;

/** One thing that the rules want of a subject. Reads nothing: what it needs to know is in the subject. */
public interface Check<S extends Subject> {

    ComplianceCheck name();

    /** What is wrong with {@code subject}, in words that stay the same for as long as it is; empty if nothing is. */
    Optional<String> fault(S subject, Instant now);
}
