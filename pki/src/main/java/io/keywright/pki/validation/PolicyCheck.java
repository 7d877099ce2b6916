package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.List;

/** A policy holds all the way, where one must (RFC 5280, section 6.1). */
final class PolicyCheck implements PathCheck {

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        return path.subList(0, path.size() - 1).stream().noneMatch(Facet.Subject.POLICIES::isIn)
                ? List.of()
                : Engine.failure(Facet.Subject.POLICIES, path, question).stream()
                        .map(it -> Failure.of(Check.POLICIES, "policy_not_allowed", it, "no policy holds all the way"))
                        .toList();
    }
}
