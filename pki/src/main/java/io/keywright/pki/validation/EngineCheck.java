package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What the engine finds. It comes last: what it finds and another check has named is said once. */
final class EngineCheck implements PathCheck {

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        return Engine.failure(path, question).stream()
                .map(failure -> named(
                        failure.getIndex() < 0 ? path.getFirst() : path.get(failure.getIndex()),
                        Objects.toString(failure.getMessage(), "").toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static Failure named(X509Certificate where, String said) {
        if (said.contains("policy") || said.contains("policies")) {
            return Failure.of(Check.POLICIES, "policy_not_allowed", where, "no policy holds all the way");
        }
        return said.contains("subtree")
                ? Failure.of(Check.NAME_CONSTRAINTS, "name_not_permitted", where, "its issuer may not give its names")
                : Failure.of(Check.PATH, "invalid_path", where, "the way to its authority is not valid");
    }
}
