package io.keywright.cli.trust;

import io.keywright.ledger.note.TrustBundleNote;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose bundle is wanted. */
record BundleScope(String tenant, String environment, String plane) {

    private static final Pattern OF_TENANT =
            Pattern.compile("spiffe://[^/?#]+/tenant/([^/?#]+)/env/([^/?#]+)/plane/([^/?#]+)/module/[^/?#]+");
    private static final int URI_NAME = 6;

    /** The scope that a client's certificate names: what it is asked for comes from nobody else. */
    static Optional<BundleScope> of(X509Certificate certificate) {
        return names(certificate).stream()
                .filter(name -> Integer.valueOf(URI_NAME).equals(name.get(0)))
                .flatMap(name -> named(name.get(1).toString()).stream())
                .findFirst();
    }

    /** The scope that a URI names; empty if it is none of a tenant's module. */
    static Optional<BundleScope> named(String uri) {
        Matcher parts = OF_TENANT.matcher(uri);
        return parts.matches()
                ? Optional.of(new BundleScope(parts.group(1), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    /** What a platform identity gets of a plane: the anchors of all. */
    static BundleScope ofAll(String plane) {
        return new BundleScope("GLOBAL", "prod", plane);
    }

    private static Collection<List<?>> names(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElse(List.of());
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    boolean isOf(TrustBundleNote note) {
        return tenant.equals(note.tenant()) && environment.equals(note.environment()) && plane.equals(note.plane());
    }

    @Override
    public String toString() {
        return tenant + "/" + environment + "/" + plane;
    }
}
