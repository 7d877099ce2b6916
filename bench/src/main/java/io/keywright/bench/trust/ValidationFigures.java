package io.keywright.bench.trust;

import io.keywright.pki.validation.PathQuestion;
import io.keywright.pki.validation.PathValidator;
import io.keywright.pki.validation.Purpose;
import io.keywright.pki.validation.RevocationList;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.pki.validation.TrustedAuthority;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How long it takes to judge a chain of three certificates on P-256, another leaf each time, because the JDK remembers whose
 * signature it has checked. Run by {@code make bench-trust}.
 */
public final class ValidationFigures {

    private static final int WARMUP = 3_000;
    private static final int ROUNDS = 5_000;
    private static final int AUTHORITIES = 500;
    private static final int REVOKED = 100_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private ValidationFigures() {}

    public static void main(String[] arguments) throws Exception {
        Chain root = Chain.root("CN=Root");
        Chain middle = root.issue("CN=Middle", true);
        List<X509Certificate> leaves = new ArrayList<>();
        for (int i = 0; i < WARMUP + ROUNDS; i++) {
            leaves.add(middle.issue("CN=Leaf", false).certificate());
        }
        Set<TrustedAuthority> authorities = new HashSet<>(Set.of(new TrustedAuthority(root.certificate())));
        while (authorities.size() < AUTHORITIES) {
            authorities.add(new TrustedAuthority(
                    Chain.root("CN=Other " + authorities.size()).certificate()));
        }
        List<RevocationList> lists = List.of(root.list(1), middle.list(REVOKED));
        measure(
                "without lists",
                leaves,
                leaf -> question(leaf, middle, authorities, List.of(), RevocationRule.IF_KNOWN));
        measure(
                "lists of 100,000 say if it was revoked",
                leaves,
                leaf -> question(leaf, middle, authorities, lists, RevocationRule.IF_KNOWN));
        measure(
                "lists of 100,000, whoever has one must know it",
                leaves,
                leaf -> question(leaf, middle, authorities, lists, RevocationRule.BY_ISSUER));
        measure(
                "lists of 100,000 must know it",
                leaves,
                leaf -> question(leaf, middle, authorities, lists, RevocationRule.REQUIRED));
    }

    /** The same, as nobody has seen it before. */
    private static X509Certificate unknown(X509Certificate certificate) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
    }

    private static PathQuestion question(
            X509Certificate leaf,
            Chain middle,
            Set<TrustedAuthority> authorities,
            List<RevocationList> lists,
            RevocationRule rule) {
        return new PathQuestion(
                leaf,
                List.of(middle.certificate()),
                authorities,
                lists,
                rule,
                Purpose.ANY,
                Optional.empty(),
                Instant.now());
    }

    private static void measure(
            String name, List<X509Certificate> leaves, Function<X509Certificate, PathQuestion> question)
            throws CertificateException {
        long[] nanos = new long[ROUNDS];
        for (int i = -WARMUP; i < ROUNDS; i++) {
            PathQuestion asked = question.apply(unknown(leaves.get(i + WARMUP)));
            long begun = System.nanoTime();
            if (!PathValidator.validate(asked).isValid()) {
                throw new IllegalStateException("the chain must be valid");
            }
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begun;
            }
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-45s median %6.2f ms, p99 %6.2f ms (wanted: 5 ms)%n",
                name,
                nanos[ROUNDS / 2] / NANOS_PER_MILLI,
                nanos[ROUNDS * 99 / 100] / NANOS_PER_MILLI);
    }
}
