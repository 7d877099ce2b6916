package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/**
 * The ways from a certificate to an authority, by names and key identifiers alone: signatures are checked later. Whoever sends
 * the certificates decides how many ways there seem to be, so only the first few are looked at.
 */
final class PathSearch {

    /** RFC 5280 has no limit; real ways have two to four certificates. */
    private static final int LONGEST = 10;

    private static final int MOST_PATHS = 24;
    private static final int MOST_STEPS = 500;

    private final Map<X500Principal, List<X509Certificate>> authorities;
    private final Map<X500Principal, List<X509Certificate>> others;
    private final List<List<X509Certificate>> found = new ArrayList<>();
    private int steps;

    private PathSearch(PathQuestion question) {
        this.authorities = byName(question.authorities().stream().map(TrustedAuthority::certificate));
        this.others = byName(question.others().stream());
    }

    static List<List<X509Certificate>> paths(PathQuestion question) {
        PathSearch search = new PathSearch(question);
        search.extend(List.of(question.certificate()));
        return List.copyOf(search.found);
    }

    private void extend(List<X509Certificate> path) {
        for (X509Certificate authority : issuers(path, authorities)) {
            if (found.size() < MOST_PATHS) {
                found.add(with(path, authority));
            }
        }
        if (path.size() + 1 < LONGEST) {
            for (X509Certificate issuer : issuers(path, others)) {
                if (found.size() >= MOST_PATHS || ++steps > MOST_STEPS) {
                    return;
                }
                extend(with(path, issuer));
            }
        }
    }

    private static Map<X500Principal, List<X509Certificate>> byName(Stream<X509Certificate> certificates) {
        return certificates.distinct().collect(Collectors.groupingBy(X509Certificate::getSubjectX500Principal));
    }

    /** Those of {@code candidates} that may have issued the last one, and are not on the way yet. */
    private static List<X509Certificate> issuers(
            List<X509Certificate> path, Map<X500Principal, List<X509Certificate>> candidates) {
        X509Certificate last = path.getLast();
        return candidates.getOrDefault(last.getIssuerX500Principal(), List.of()).stream()
                .filter(it -> !path.contains(it))
                .sorted(bestFirst(last))
                .toList();
    }

    /** First whose key is the one that the certificate names, then who is valid longest. */
    private static Comparator<X509Certificate> bestFirst(X509Certificate issued) {
        byte[] wanted = authorityKey(issued);
        return Comparator.comparing(
                        (X509Certificate it) -> wanted.length == 0 || !Arrays.equals(wanted, subjectKey(it)))
                .thenComparing(X509Certificate::getNotAfter, Comparator.reverseOrder());
    }

    private static byte[] authorityKey(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.authorityKeyIdentifier.getId());
        try {
            byte[] key = extension == null
                    ? null
                    : AuthorityKeyIdentifier.getInstance(
                                    ASN1OctetString.getInstance(extension).getOctets())
                            .getKeyIdentifierOctets();
            return key == null ? new byte[0] : key;
        } catch (IllegalArgumentException unreadable) {
            return new byte[0];
        }
    }

    private static byte[] subjectKey(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        try {
            return extension == null
                    ? new byte[0]
                    : SubjectKeyIdentifier.getInstance(
                                    ASN1OctetString.getInstance(extension).getOctets())
                            .getKeyIdentifier();
        } catch (IllegalArgumentException unreadable) {
            return new byte[0];
        }
    }

    private static List<X509Certificate> with(List<X509Certificate> path, X509Certificate next) {
        return Stream.concat(path.stream(), Stream.of(next)).toList();
    }
}
