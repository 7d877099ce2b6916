package io.keywright.server.identity.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.trust.CertificateQuery;
import io.keywright.core.trust.CertificateValidation;
import io.keywright.core.trust.Judgement;
import io.keywright.core.trust.Publications;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Deadline;
import io.keywright.core.work.Supervisor;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import io.keywright.pki.validation.Failure;
import io.keywright.pki.validation.OcspAnswer;
import io.keywright.pki.validation.Purpose;
import io.keywright.pki.validation.RevocationList;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.pki.validation.RevocationStanding;
import io.keywright.pki.validation.RevocationStatus;
import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.harness.Authorities;
import io.keywright.server.harness.SmallLedger;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is missing is asked for where certificates say it is, if the caller wants that; and of revocation only for who is trusted. */
class EnquiryTest {

    private static final Scope ACME = new Scope("acme", Environment.DEV, Plane.TENANT);
    private static final Caller CALLER = new Caller("spiffe://test.keywright/acme", ACME, "M1");

    private final Issued root = Issued.authority("Root").bySelf();
    private final Issued upper = Issued.authority("Upper").by(root);
    private final Issued lower = Issued.authority("Lower").by(upper);
    private final Issued client = Issued.client().serial(7).by(lower);
    private final Asked asked = new Asked();

    private SmallLedger ledger;
    private Computations computations;

    EnquiryTest() throws Exception {}

    /** Publishes issuers and lists, and notes what it was asked. */
    private final class Asked implements Publications {

        private final Map<X509Certificate, X509Certificate> issuers = new HashMap<>(Map.of(
                client.certificate(), lower.certificate(),
                lower.certificate(), upper.certificate()));
        private final List<X509Certificate> issuersOf = new ArrayList<>();
        private final List<X509Certificate> statusOf = new ArrayList<>();
        private final List<RevocationList> lists = new ArrayList<>();

        @Override
        public List<RevocationList> lists(List<X509Certificate> path, Deadline deadline) {
            return lists;
        }

        @Override
        public Optional<OcspAnswer> status(X509Certificate certificate, X509Certificate issuer, Deadline deadline) {
            statusOf.add(certificate);
            return Optional.empty();
        }

        @Override
        public List<X509Certificate> issuers(X509Certificate certificate, Deadline deadline) {
            issuersOf.add(certificate);
            return Optional.ofNullable(issuers.get(certificate)).stream().toList();
        }
    }

    @BeforeEach
    void begin(@TempDir Path folder) throws Exception {
        ledger = new SmallLedger(folder);
        computations = new Computations(new Computations.Limits(2, 10, 10), new Supervisor());
    }

    @AfterEach
    void end() throws Exception {
        computations.close();
        ledger.close();
    }

    @Test
    void missingIssuersAreFetchedOneByOne() {
        Judgement judged = judge(client, RevocationRule.IF_KNOWN, true);

        assertThat(judged.report().failures()).isEmpty();
        assertThat(judged.report().path()).hasSize(4);
        assertThat(asked.issuersOf).containsExactly(client.certificate(), lower.certificate());
    }

    @Test
    void unlessTheCallerAsksNothingIsFetched() {
        assertThat(reasons(judge(client, RevocationRule.REQUIRED, false))).containsExactly("unknown_authority");
        assertThat(asked.issuersOf).isEmpty();
        assertThat(asked.statusOf).isEmpty();
    }

    @Test
    void aStrangersCertificateMakesNobodyAskForItsRevocation() throws Exception {
        Issued stranger = Issued.client().by(Issued.authority("Stranger").bySelf());

        assertThat(reasons(judge(stranger, RevocationRule.REQUIRED, true))).contains("unknown_authority");
        assertThat(asked.statusOf).isEmpty();
    }

    @Test
    void whatAListThatIsFetchedNamesIsRevoked() throws Exception {
        asked.lists.add(lower.list(
                entries -> entries.addCRLEntry(BigInteger.valueOf(7), Date.from(Issued.NOW), CRLReason.superseded)));

        Judgement judged = judge(client, RevocationRule.IF_KNOWN, true);

        assertThat(asked.statusOf).hasSize(3);
        assertThat(reasons(judged)).containsExactly("revoked");
        assertThat(judged.revocation())
                .extracting(RevocationStanding::status)
                .containsExactly(RevocationStatus.REVOKED, RevocationStatus.UNKNOWN, RevocationStatus.UNKNOWN);
    }

    @Test
    void ofWhatHasExpiredItIsAskedAllTheSameWhetherItWasRevoked() throws Exception {
        Issued old = Issued.client()
                .serial(7)
                .valid(Issued.NOW.minus(Duration.ofDays(9)), Issued.NOW.minus(Duration.ofHours(1)))
                .by(root);
        asked.lists.add(root.list(
                entries -> entries.addCRLEntry(BigInteger.valueOf(7), Date.from(Issued.NOW), CRLReason.superseded)));

        assertThat(reasons(judge(old, RevocationRule.IF_KNOWN, true))).containsExactly("expired", "revoked");
    }

    /** Whoever holds any certificate could write addresses into one that it signs itself. */
    @Test
    void whatNoAuthoritySignedMakesNobodyAsk() throws Exception {
        Issued below = Issued.client().by(client);
        asked.issuers.put(below.certificate(), client.certificate());

        assertThat(reasons(judge(below, RevocationRule.REQUIRED, true))).contains("not_an_authority");
        assertThat(asked.statusOf).isEmpty();
    }

    private static List<String> reasons(Judgement judged) {
        return judged.report().failures().stream().map(Failure::reason).toList();
    }

    private Judgement judge(Issued certificate, RevocationRule rule, boolean fetch) {
        ClientTrust trust = new ClientTrust(
                new Trusted(Set.of(new TrustedAuthority(root.certificate())), Map.of(), Revocations.none()),
                () -> Issued.NOW);
        Roles roles = new Roles(Map.of(Role.KEY_USER, List.of(IdentityPattern.parse(CALLER.subject()))));
        CertificateValidation validation = new CertificateValidation(
                new Authorizer(roles), trust, ledger.store.certificates(), asked, computations, () -> Issued.NOW);
        CertificateQuery query = new CertificateQuery(
                Authorities.pem(certificate.certificate()),
                Optional.empty(),
                Purpose.CLIENT,
                Optional.empty(),
                Optional.empty(),
                rule,
                Optional.empty(),
                fetch);
        return ledger.calls
                .run(
                        SmallLedger.call(CALLER, Operation.VALIDATE_CERTIFICATE),
                        () -> validation.validate(ScopeClaim.NONE, query))
                .join()
                .value();
    }
}
