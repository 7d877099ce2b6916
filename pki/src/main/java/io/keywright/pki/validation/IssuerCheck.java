package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Whoever issued a certificate on the way may issue it, the trusted authority included, which RFC 5280 leaves to whoever trusts it. */
final class IssuerCheck implements PathCheck {

    private static final int KEY_CERT_SIGN = 5;

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        List<Failure> failures = new ArrayList<>();
        for (int i = 1; i < path.size(); i++) {
            X509Certificate issuer = path.get(i);
            List<X509Certificate> below = path.subList(0, i);
            TrustedAuthority authority = new TrustedAuthority(issuer);
            if (issuer.getBasicConstraints() < 0) {
                failures.add(Failure.of(
                        Check.BASIC_CONSTRAINTS, "not_an_authority", issuer, "it is not marked as an authority's"));
            } else if (!authority.hasRoomFor(below)) {
                failures.add(Failure.of(
                        Check.BASIC_CONSTRAINTS,
                        "path_too_long",
                        issuer,
                        "it may have " + issuer.getBasicConstraints() + " authorities below it"));
            }
            if (issuer.getKeyUsage() != null && !issuer.getKeyUsage()[KEY_CERT_SIGN]) {
                failures.add(Failure.of(
                        Check.KEY_USAGE, "may_not_sign_certificates", issuer, "its key may not sign certificates"));
            }
        }
        return failures;
    }
}
