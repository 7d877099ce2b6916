package io.keywright.server.identity.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.pki.validation.Failure;
import io.keywright.pki.validation.PathQuestion;
import io.keywright.pki.validation.PathReport;
import io.keywright.pki.validation.PathValidator;
import io.keywright.pki.validation.PeerName;
import io.keywright.pki.validation.Purpose;
import io.keywright.pki.validation.RevocationList;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.pki.validation.TrustedAuthority;
import java.math.BigInteger;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.junit.jupiter.api.Test;

/** What is told of a certificate, beyond what published suites ask. */
class PathValidatorTest {

    private static final Instant LIST_END = Issued.NOW.plus(Duration.ofHours(1));
    private static final String OTHER = "spiffe://test.keywright/tenant/other/env/dev/plane/tenant/module/M1";

    private final Issued root = Issued.authority("Root").bySelf();
    private final Issued middle = Issued.authority("Middle").by(root);
    private final Issued lower = Issued.authority("Lower").by(middle);
    private final Issued client = Issued.client().by(lower);

    PathValidatorTest() throws Exception {}

    @Test
    void findsTheWayWhateverTheOrder() {
        for (List<Issued> order : List.of(List.of(middle, lower), List.of(lower, middle))) {
            PathReport report = PathValidator.validate(question(client, order, RevocationRule.IF_KNOWN));

            assertThat(report.failures()).isEmpty();
            assertThat(report.path()).containsExactlyElementsOf(certificates(List.of(client, lower, middle, root)));
        }
    }

    @Test
    void tellsAllThatFails() throws Exception {
        Issued old = Issued.client(OTHER)
                .valid(Issued.NOW.minus(Duration.ofDays(9)), Issued.NOW.minus(Duration.ofDays(1)))
                .by(root);

        assertThat(reasons(question(old, List.of(), RevocationRule.REQUIRED, Purpose.SERVER)))
                .contains("expired", "wrong_purpose", "wrong_name");
    }

    @Test
    void onExpiryNothingElseIsLeftOut() throws Exception {
        Issued demanding = Issued.authority("Demanding")
                .with(Extension.policyConstraints, true, policyRequired())
                .by(root);
        Issued old = expired().by(demanding);

        assertThat(reasons(question(old, List.of(demanding), RevocationRule.REQUIRED)))
                .containsExactly("expired", "policy_not_allowed", "revocation_unknown", "revocation_unknown");
        assertThat(reasons(question(old, List.of(demanding), RevocationRule.REQUIRED, crl(root, 1), crl(demanding, 1))))
                .as("lists that were made before it expired tell of it")
                .containsExactly("expired", "policy_not_allowed");
        assertThat(reasons(question(
                        expired().serial(7).by(demanding),
                        List.of(demanding),
                        RevocationRule.REQUIRED,
                        crl(root, 1),
                        crl(demanding, 7))))
                .containsExactly("expired", "policy_not_allowed", "revoked");
    }

    @Test
    void namesThatAnIntermediateMayNotGiveAreTold() throws Exception {
        Issued limited = Issued.authority("Limited").onlyUrisAt("elsewhere").by(root);

        assertThat(reasons(question(expired().by(limited), List.of(limited), RevocationRule.IF_KNOWN)))
                .containsExactly("expired", "name_not_permitted");
    }

    /** Whose key signed nothing decides nothing; what was signed above it is judged all the same. */
    @Test
    void aboveAForgeryEverythingIsJudged() throws Exception {
        Issued revoked = Issued.authority("Middle").serial(7).by(root);
        Issued forged = Issued.client().by(Issued.authority("Middle").bySelf());

        assertThat(reasons(question(forged, List.of(revoked), RevocationRule.REQUIRED, crl(root, 7))))
                .containsExactly("bad_signature", "revoked");
    }

    @Test
    void aWayThatWasSignedIsToldRatherThanOneOnWhichLessFails() throws Exception {
        Issued namesake = Issued.authority("Root").by(root);
        Issued sent = expired().by(namesake);

        assertThat(reasons(question(sent, List.of(namesake), RevocationRule.REQUIRED)))
                .containsExactly("expired", "revocation_unknown", "revocation_unknown");
    }

    private static Issued.Plan expired() {
        return Issued.client().valid(Issued.NOW.minus(Duration.ofDays(9)), Issued.NOW.minus(Duration.ofHours(1)));
    }

    private static PolicyConstraints policyRequired() {
        return new PolicyConstraints(BigInteger.ZERO, null);
    }

    /** A current list that names this number. */
    private static X509CRL crl(Issued issuer, long serial) throws Exception {
        return issuer.crl(
                LIST_END,
                entries -> entries.addCRLEntry(
                        BigInteger.valueOf(serial), Date.from(Issued.NOW.minusSeconds(60)), CRLReason.keyCompromise));
    }

    @Test
    void noNameMakesUpForASignature() throws Exception {
        Issued impostor = Issued.authority("Root").bySelf();
        Issued forged = Issued.client().by(impostor);

        assertThat(reasons(question(forged, List.of(), RevocationRule.IF_KNOWN)))
                .containsExactly("bad_signature");
        assertThat(reasons(question(forged, List.of(impostor), RevocationRule.IF_KNOWN)))
                .containsExactly("bad_signature");
    }

    @Test
    void whoeverIsUnknownVouchesForNobody() throws Exception {
        Issued stranger = Issued.authority("Stranger").bySelf();

        PathReport report = PathValidator.validate(
                question(Issued.client().by(stranger), List.of(stranger), RevocationRule.IF_KNOWN));

        assertThat(report.failures()).extracting(Failure::reason).containsExactly("unknown_authority");
        assertThat(report.path()).hasSize(1);
    }

    @Test
    void oneOfTheSameNameThatFailsDoesNotHideOneThatPasses() throws Exception {
        Issued expired = Issued.authority("Middle")
                .valid(Issued.NOW.minus(Duration.ofDays(9)), Issued.NOW.minus(Duration.ofDays(1)))
                .by(root);

        assertThat(reasons(question(client, List.of(expired, lower, middle), RevocationRule.IF_KNOWN)))
                .isEmpty();
    }

    @Test
    void whomAListNamesIsRevokedWhetherOrNotItMustBeKnown() throws Exception {
        Issued revoked = Issued.client().serial(7).by(root);
        X509CRL list = crl(root, 7);

        assertThat(reasons(question(revoked, List.of(), RevocationRule.IF_KNOWN, list)))
                .containsExactly("revoked");
        assertThat(reasons(question(revoked, List.of(), RevocationRule.REQUIRED, list)))
                .containsExactly("revoked");
        assertThat(reasons(question(Issued.client().serial(8).by(root), List.of(), RevocationRule.REQUIRED, list)))
                .isEmpty();
    }

    @Test
    void aListOfAnImpostorSaysNothing() throws Exception {
        Issued impostor = Issued.authority("Root").bySelf();
        Issued good = Issued.client().serial(7).by(root);
        X509CRL list = crl(impostor, 7);

        assertThat(reasons(question(good, List.of(), RevocationRule.IF_KNOWN, list)))
                .isEmpty();
        assertThat(reasons(question(good, List.of(), RevocationRule.REQUIRED, list)))
                .containsExactly("revocation_unknown");
    }

    @Test
    void withoutACurrentListNothingIsKnown() throws Exception {
        Issued good = Issued.client().by(root);
        X509CRL old = root.crl(Issued.NOW.minus(Duration.ofHours(1)), entries -> {});

        assertThat(reasons(question(good, List.of(), RevocationRule.REQUIRED))).containsExactly("revocation_unknown");
        assertThat(reasons(question(good, List.of(), RevocationRule.REQUIRED, old)))
                .containsExactly("revocation_unknown");
    }

    @Test
    void whoSendsManyOfOneNameKeepsNobodyBusy() throws Exception {
        List<Issued> maze = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            maze.add(Issued.authority("Maze")
                    .by(maze.isEmpty() ? Issued.authority("Maze").bySelf() : maze.getLast()));
        }

        assertThat(reasons(question(Issued.client().by(maze.getLast()), maze, RevocationRule.IF_KNOWN)))
                .contains("unknown_authority");
    }

    @Test
    void whoSendsManyOfOneNameHidesNobodyWhoseKeyIsNamed() throws Exception {
        Set<TrustedAuthority> trusted = new HashSet<>(Set.of(new TrustedAuthority(root.certificate())));
        for (int i = 0; i < 30; i++) {
            trusted.add(new TrustedAuthority(Issued.authority("Sender")
                    .with(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(new byte[] {0, (byte) i}))
                    .bySelf()
                    .certificate()));
        }
        byte[] key = {1};
        Issued sender = Issued.authority("Sender")
                .with(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(key))
                .by(root);
        Issued sent = Issued.client()
                .with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(key))
                .by(sender);

        assertThat(reasons(question(sent, List.of(sender), trusted, RevocationRule.IF_KNOWN, Purpose.CLIENT)))
                .isEmpty();
    }

    @Test
    void aKeyThatIsTooLongIsNamed() throws Exception {
        Issued longest = Issued.client().keyOn("RSA-8200").by(root);
        assertThat(reasons(question(longest, List.of(), RevocationRule.IF_KNOWN)))
                .containsExactly("weak");
    }

    private static List<String> reasons(PathQuestion question) {
        return PathValidator.validate(question).failures().stream()
                .map(Failure::reason)
                .toList();
    }

    private PathQuestion question(
            Issued certificate, List<Issued> others, RevocationRule revocation, X509CRL... lists) {
        return question(certificate, others, revocation, Purpose.CLIENT, lists);
    }

    private PathQuestion question(
            Issued certificate, List<Issued> others, RevocationRule revocation, Purpose purpose, X509CRL... lists) {
        return question(
                certificate, others, Set.of(new TrustedAuthority(root.certificate())), revocation, purpose, lists);
    }

    private static PathQuestion question(
            Issued certificate,
            List<Issued> others,
            Set<TrustedAuthority> trusted,
            RevocationRule revocation,
            Purpose purpose,
            X509CRL... lists) {
        return new PathQuestion(
                certificate.certificate(),
                certificates(others),
                trusted,
                Arrays.stream(lists).map(RevocationList::of).toList(),
                revocation,
                purpose,
                PeerName.of(Issued.CLIENT),
                Issued.NOW);
    }

    private static List<X509Certificate> certificates(List<Issued> issued) {
        return issued.stream().map(Issued::certificate).toList();
    }
}
