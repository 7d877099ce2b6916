package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Judges a certificate by RFC 5280, section 6, and by what engines leave out. Of several ways to an authority one that is valid
 * is enough; if none is, the one of which least fails is told, with all that fails on it. Thread-safe.
 */
public final class PathValidator {

    /** What can be said of a certificate by itself. */
    private static final List<PathCheck> OF_EACH =
            List.of(new ValidityCheck(), new PurposeCheck(), new NameCheck(), new StrengthCheck(), new ProfileCheck());

    /** What can be said only of certificates that were signed as they say. */
    private static final List<PathCheck> OF_THE_SIGNED =
            List.of(new IssuerCheck(), new NameConstraintsCheck(), new PolicyCheck(), new RevocationCheck());

    private static final PathCheck SIGNATURES = new SignatureCheck();
    private static final PathCheck WHOLE = new EngineCheck();

    /** Of what was not signed less is judged, so that less fails. */
    private static final Comparator<PathReport> BEST_LAST = Comparator.comparing(PathValidator::isSigned)
            .thenComparingInt(report -> -report.failures().size());

    private PathValidator() {}

    public static PathReport validate(PathQuestion question) {
        PathReport best = null;
        for (List<X509Certificate> path : PathSearch.paths(question)) {
            PathReport report = new PathReport(path, failures(path, question));
            if (report.isValid()) {
                return report;
            }
            best = best == null ? report : better(best, report);
        }
        return best == null ? noPath(question) : best;
    }

    private static PathReport better(PathReport one, PathReport other) {
        return BEST_LAST.compare(one, other) >= 0 ? one : other;
    }

    private static boolean isSigned(PathReport report) {
        return report.failures().stream().noneMatch(it -> it.check() == Check.SIGNATURE);
    }

    private static List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        List<Failure> failures = new ArrayList<>(failures(OF_EACH, path, question));
        failures.addAll(SIGNATURES.failures(path, question));
        failures.addAll(failures(OF_THE_SIGNED, SignatureCheck.signed(path), question));
        return failures.isEmpty() ? WHOLE.failures(path, question) : failures;
    }

    private static PathReport noPath(PathQuestion question) {
        List<X509Certificate> alone = List.of(question.certificate());
        List<Failure> failures = new ArrayList<>();
        failures.add(Failure.of(
                Check.PATH,
                "unknown_authority",
                question.certificate(),
                "no authority that is trusted vouches for it"));
        failures.addAll(failures(OF_EACH, alone, question));
        return new PathReport(alone, failures);
    }

    private static List<Failure> failures(List<PathCheck> checks, List<X509Certificate> path, PathQuestion question) {
        return checks.stream()
                .flatMap(it -> it.failures(path, question).stream())
                .sorted(Comparator.comparing(Failure::check))
                .toList();
    }
}
