package io.keywright.pki.validation;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The certificate was made for the purpose, and each authority on the way may issue for it. */
final class PurposeCheck implements PathCheck {

    private static final String ANY = "2.5.29.37.0";
    private static final int DIGITAL_SIGNATURE = 0;

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        Optional<String> purpose = question.purpose().identifier();
        return purpose.isEmpty()
                ? List.of()
                : IntStream.range(0, path.size())
                        .filter(i -> !fits(path.get(i), purpose.get(), i == 0))
                        .mapToObj(i -> Failure.of(
                                Check.KEY_USAGE, "wrong_purpose", path.get(i), "it was made for another purpose"))
                        .toList();
    }

    private static boolean fits(X509Certificate certificate, String purpose, boolean first) {
        boolean[] usage = certificate.getKeyUsage();
        if (first && (certificate.getBasicConstraints() >= 0 || (usage != null && !usage[DIGITAL_SIGNATURE]))) {
            return false;
        }
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null || purposes.contains(purpose) || (!first && purposes.contains(ANY));
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
