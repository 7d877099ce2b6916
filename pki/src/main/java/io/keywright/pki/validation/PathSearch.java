package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
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
    private static final int MOST_STEPS = 2_000;

    private final PathQuestion question;
    private final List<List<X509Certificate>> found = new ArrayList<>();
    private int steps;

    private PathSearch(PathQuestion question) {
        this.question = question;
    }

    static List<List<X509Certificate>> paths(PathQuestion question) {
        PathSearch search = new PathSearch(question);
        search.extend(List.of(question.certificate()));
        return List.copyOf(search.found);
    }

    private void extend(List<X509Certificate> path) {
        for (X509Certificate authority : issuers(path, authorities())) {
            if (found.size() < MOST_PATHS) {
                found.add(with(path, authority));
            }
        }
        if (path.size() + 1 < LONGEST) {
            for (X509Certificate issuer : issuers(path, question.others())) {
                if (found.size() >= MOST_PATHS || ++steps > MOST_STEPS) {
                    return;
                }
                extend(with(path, issuer));
            }
        }
    }

    private List<X509Certificate> authorities() {
        return question.authorities().stream()
                .map(TrustedAuthority::certificate)
                .toList();
    }

    /** Those of {@code candidates} that may have issued the last one, and are not on the way yet. */
    private static List<X509Certificate> issuers(List<X509Certificate> path, List<X509Certificate> candidates) {
        X509Certificate last = path.getLast();
        return candidates.stream()
                .filter(it -> isIssuer(it, last) && !path.contains(it))
                .sorted(bestFirst(last))
                .toList();
    }

    private static boolean isIssuer(X509Certificate issuer, X509Certificate issued) {
        return issuer.getSubjectX500Principal().equals(issued.getIssuerX500Principal());
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
