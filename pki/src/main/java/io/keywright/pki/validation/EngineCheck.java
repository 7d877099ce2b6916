package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.List;

/** The engine's own word on the way as a whole, in case it knows of a fault that no other check names. */
final class EngineCheck implements PathCheck {

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        return Engine.failure(path, question).stream()
                .map(it -> Failure.of(Check.PATH, "invalid_path", it, "the way to its authority is not valid"))
                .toList();
    }
}
