package io.keywright.core.trust;

import io.keywright.core.authority.CertificateStore;
import io.keywright.core.journal.StoreException;
import io.keywright.core.work.Deadline;
import io.keywright.ledger.digest.Sha256;
import io.keywright.model.ShownCertificate;
import io.keywright.pki.validation.Check;
import io.keywright.pki.validation.Failure;
import io.keywright.pki.validation.OcspAnswer;
import io.keywright.pki.validation.PathQuestion;
import io.keywright.pki.validation.RevocationList;
import io.keywright.pki.validation.RevocationStatus;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds out what cannot be said otherwise: issuers that are missing on the way, and whether certificates were revoked, of which the service
 * knows what its own authorities have issued, and others publish the rest. Of revocation only addresses are asked that somebody
 * trusted has signed.
 *
 * @param issued what the authorities of this service have issued
 * @param judge on the threads for computations
 */
record Enquiry(
        CertificateStore issued,
        Publications publications,
        Function<PathQuestion, Judgement> judge,
        Deadline deadline) {

    private static final int MOST_ROUNDS = 3;

    /** Checks that can fail on what an authority has issued all the same. */
    private static final Set<Check> DESPITE = Set.of(Check.VALIDITY, Check.POLICIES, Check.NAME, Check.REVOCATION);

    /** What is known so far. */
    private record Finding(PathQuestion question, Judgement judged) {

        List<X509Certificate> path() {
            return judged.report().path();
        }

        boolean lacksIssuer() {
            return failures().anyMatch(it -> it.reason().equals("unknown_authority"));
        }

        /** Whether it is not known of all that somebody trusted has signed, and might, if it was revoked. */
        boolean lacksRevocation() {
            return failures().allMatch(it -> DESPITE.contains(it.check()))
                    && !unknown().isEmpty();
        }

        /** The places on the way of those of whom it is not known. */
        List<Integer> unknown() {
            return IntStream.range(0, judged.revocation().size())
                    .filter(i -> judged.revocation().get(i).status() == RevocationStatus.UNKNOWN)
                    .boxed()
                    .toList();
        }

        private Stream<Failure> failures() {
            return judged.report().failures().stream();
        }
    }

    Judgement about(PathQuestion question) {
        Finding finding = withIssuers(finding(question));
        if (finding.lacksRevocation()) {
            finding = byAuthorities(finding);
        }
        return (finding.lacksRevocation() ? byPublications(finding) : finding).judged();
    }

    private Finding finding(PathQuestion question) {
        return new Finding(question, judge.apply(question));
    }

    private Finding withIssuers(Finding begin) {
        Finding finding = begin;
        for (int round = 0; round < MOST_ROUNDS && finding.lacksIssuer(); round++) {
            List<X509Certificate> issuers = publications.issuers(end(finding.question()), deadline);
            if (issuers.isEmpty()) {
                return finding;
            }
            finding = finding(finding.question().with(issuers));
        }
        return finding;
    }

    /** As far as names lead from the certificate in question. */
    private static X509Certificate end(PathQuestion question) {
        X509Certificate last = question.certificate();
        Set<X509Certificate> rest = new HashSet<>(question.others());
        Optional<X509Certificate> next = issuer(last, rest);
        while (next.isPresent()) {
            last = next.get();
            rest.remove(last);
            next = issuer(last, rest);
        }
        return last;
    }

    private static Optional<X509Certificate> issuer(X509Certificate issued, Set<X509Certificate> candidates) {
        return candidates.stream()
                .filter(it -> it.getSubjectX500Principal().equals(issued.getIssuerX500Principal()))
                .findFirst();
    }

    private Finding byAuthorities(Finding finding) {
        Map<X509Certificate, RevocationStatus> known = new HashMap<>();
        for (int place : finding.unknown()) {
            X509Certificate certificate = finding.path().get(place);
            status(certificate).ifPresent(it -> known.put(certificate, it));
        }
        return known.isEmpty()
                ? finding
                : finding(finding.question()
                        .with((certificate, issuer) -> finding.question()
                                .register()
                                .status(certificate, issuer)
                                .or(() -> Optional.ofNullable(known.get(certificate)))));
    }

    /** Empty if no authority of this service has issued it. */
    private Optional<RevocationStatus> status(X509Certificate certificate) {
        try {
            return issued.certificate(
                            new ShownCertificate(certificate.getSerialNumber(), Sha256.hex(certificate.getEncoded())))
                    .map(it -> it.revocation().isPresent() ? RevocationStatus.REVOKED : RevocationStatus.GOOD);
        } catch (StoreException e) {
            throw e.asRefusal();
        } catch (CertificateEncodingException notIssued) {
            return Optional.empty();
        }
    }

    private Finding byPublications(Finding finding) {
        List<X509Certificate> path = finding.path();
        List<OcspAnswer> answers = new ArrayList<>();
        for (int place : finding.unknown()) {
            publications.status(path.get(place), path.get(place + 1), deadline).ifPresent(answers::add);
        }
        List<RevocationList> lists = publications.lists(path, deadline);
        return answers.isEmpty() && lists.isEmpty()
                ? finding
                : finding(finding.question().with(lists, answers));
    }
}
