package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.List;

/** The certificate has the name that was asked for. */
final class NameCheck implements PathCheck {

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        X509Certificate certificate = path.getFirst();
        return question
                .name()
                .filter(name -> !name.isIn(certificate))
                .map(name -> Failure.of(Check.NAME, "wrong_name", certificate, "it does not have the name asked for"))
                .stream()
                .toList();
    }
}
