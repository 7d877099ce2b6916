package io.keywright.core.compliance;

import io.keywright.core.journal.StoreException;
import io.keywright.model.ComplianceFinding;
import io.keywright.model.SubjectType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All subjects of a kind, and what is checked of each. */
public record Survey<S extends Subject>(SubjectType type, Subjects<S> subjects, List<Check<S>> checks) {
    public Survey {
        checks = List.copyOf(checks);
    }

    /** What is wrong with {@code subject}. */
    List<ComplianceFinding> findings(S subject, Instant now) {
        return checks.stream()
                .flatMap(check -> check.fault(subject, now).stream()
                        .map(fault -> Findings.of(check.name(), type, subject.scope(), subject.name(), fault, now)))
                .toList();
    }

    /** Whether {@code finding} is still true. */
    boolean stands(ComplianceFinding finding, Instant now) throws StoreException {
        Optional<Check<S>> check =
                checks.stream().filter(one -> one.name() == finding.check()).findFirst();
        return check.isPresent()
                && subjects.find(finding.scope(), finding.subject())
                        .flatMap(subject -> check.get().fault(subject, now))
                        .isPresent();
    }
}
