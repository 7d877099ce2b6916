package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/**
 * The ways from a certificate to an authority, by names and key identifiers alone: signatures are checked later. Whoever sends
 * the certificates decides how many ways there seem to be, so only the first few are looked at: those on which each certificate
 * names the key of the next, and then the others.
 */
final class PathSearch {

    /** RFC 5280 has no limit; real ways have two to four certificates. */
    private static final int LONGEST = 10;

    private static final int MOST_PATHS = 24;
    private static final int MOST_STEPS = 500;

    /** A certificate with what is asked of it again and again. */
    private record Candidate(X509Certificate certificate, byte[] ownKey, byte[] issuerKey) {

        static Candidate of(X509Certificate certificate) {
            return new Candidate(certificate, subjectKey(certificate), authorityKey(certificate));
        }

        boolean names(Candidate issuer) {
            return issuerKey.length == 0 || Arrays.equals(issuerKey, issuer.ownKey);
        }

        Instant end() {
            return certificate.getNotAfter().toInstant();
        }
    }

    private final Map<X500Principal, List<Candidate>> authorities;
    private final Map<X500Principal, List<Candidate>> others;
    private final Set<List<X509Certificate>> found = new LinkedHashSet<>();

    private PathSearch(PathQuestion question) {
        this.authorities = byName(question.authorities().stream().map(TrustedAuthority::certificate));
        this.others = byName(question.others().stream());
    }

    static List<List<X509Certificate>> paths(PathQuestion question) {
        PathSearch search = new PathSearch(question);
        List<Candidate> begin = List.of(Candidate.of(question.certificate()));
        search.extend(begin, Candidate::names, new AtomicInteger(MOST_STEPS));
        search.extend(begin, (issued, issuer) -> true, new AtomicInteger(MOST_STEPS));
        return List.copyOf(search.found);
    }

    private void extend(List<Candidate> path, BiPredicate<Candidate, Candidate> way, AtomicInteger steps) {
        for (Candidate authority : issuers(path, authorities, way)) {
            if (found.size() < MOST_PATHS) {
                found.add(with(path, authority).stream()
                        .map(Candidate::certificate)
                        .toList());
            }
        }
        if (path.size() + 1 < LONGEST) {
            for (Candidate issuer : issuers(path, others, way)) {
                if (found.size() >= MOST_PATHS || steps.decrementAndGet() < 0) {
                    return;
                }
                extend(with(path, issuer), way, steps);
            }
        }
    }

    /** Those of each name, who is valid longest first. */
    private static Map<X500Principal, List<Candidate>> byName(Stream<X509Certificate> certificates) {
        return certificates
                .distinct()
                .map(Candidate::of)
                .sorted(Comparator.comparing(Candidate::end).reversed())
                .collect(Collectors.groupingBy(it -> it.certificate().getSubjectX500Principal()));
    }

    /** Those of {@code candidates} that may have issued the last one, and are not on the way yet. */
    private static List<Candidate> issuers(
            List<Candidate> path,
            Map<X500Principal, List<Candidate>> candidates,
            BiPredicate<Candidate, Candidate> way) {
        Candidate last = path.getLast();
        return candidates.getOrDefault(last.certificate().getIssuerX500Principal(), List.of()).stream()
                .filter(it -> way.test(last, it) && !isOn(path, it))
                .toList();
    }

    private static boolean isOn(List<Candidate> path, Candidate candidate) {
        return path.stream().anyMatch(it -> it.certificate().equals(candidate.certificate()));
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

    private static List<Candidate> with(List<Candidate> path, Candidate next) {
        return Stream.concat(path.stream(), Stream.of(next)).toList();
    }
}
