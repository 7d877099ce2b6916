package io.keywright.core.trust;

import io.keywright.core.work.Deadline;
import io.keywright.pki.validation.Check;
import io.keywright.pki.validation.OcspAnswer;
import io.keywright.pki.validation.PathQuestion;
import io.keywright.pki.validation.PathReport;
import io.keywright.pki.validation.RevocationList;
import io.keywright.pki.validation.RevocationStatus;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds out by what is published what cannot be said otherwise: issuers that are missing on the way, and whether certificates were
 * revoked. Of revocation only addresses are asked that somebody trusted has signed.
 *
 * @param judge on the threads for computations
 */
record Enquiry(Publications publications, Function<PathQuestion, Judgement> judge, Deadline deadline) {

    private static final int MOST_ROUNDS = 3;

    /** Checks that can fail on what an authority has issued all the same. */
    private static final Set<Check> DESPITE = Set.of(Check.VALIDITY, Check.POLICIES, Check.NAME, Check.REVOCATION);

    Judgement about(PathQuestion question) {
        PathQuestion whole = question;
        Judgement judged = judge.apply(whole);
        for (int round = 0; round < MOST_ROUNDS && lacksIssuer(judged.report()); round++) {
            List<X509Certificate> issuers = publications.issuers(end(whole), deadline);
            if (issuers.isEmpty()) {
                return judged;
            }
            whole = whole.with(issuers);
            judged = judge.apply(whole);
        }
        return isVouchedFor(judged.report()) && lacksRevocation(judged) ? judge.apply(informed(whole, judged)) : judged;
    }

    private static boolean lacksIssuer(PathReport report) {
        return report.failures().stream().anyMatch(it -> it.reason().equals("unknown_authority"));
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

    /** Whether somebody trusted has signed all of it, and might. */
    private static boolean isVouchedFor(PathReport report) {
        return report.failures().stream().allMatch(it -> DESPITE.contains(it.check()));
    }

    private static boolean lacksRevocation(Judgement judged) {
        return judged.revocation().stream().anyMatch(it -> it.status() == RevocationStatus.UNKNOWN);
    }

    private PathQuestion informed(PathQuestion question, Judgement judged) {
        List<X509Certificate> path = judged.report().path();
        List<OcspAnswer> answers = new ArrayList<>();
        for (int i = 0; i < path.size() - 1; i++) {
            if (judged.revocation().get(i).status() == RevocationStatus.UNKNOWN) {
                publications.status(path.get(i), path.get(i + 1), deadline).ifPresent(answers::add);
            }
        }
        List<RevocationList> lists = publications.lists(path, deadline);
        return question.with(lists, answers);
    }
}
