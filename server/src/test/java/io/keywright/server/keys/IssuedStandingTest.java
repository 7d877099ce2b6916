package io.keywright.server.keys;

import static io.keywright.server.keys.AuthorityService.APP;
import static io.keywright.server.keys.AuthorityService.x509;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.trust.CertificateQuery;
import io.keywright.core.trust.CertificateValidation;
import io.keywright.core.trust.Judgement;
import io.keywright.core.trust.Publications;
import io.keywright.model.Authority;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.Operation;
import io.keywright.pki.validation.Failure;
import io.keywright.pki.validation.Purpose;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.pki.validation.RevocationSource;
import io.keywright.pki.validation.RevocationStanding;
import io.keywright.pki.validation.RevocationStatus;
import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.harness.Authorities;
import io.keywright.server.identity.trust.ClientTrust;
import io.keywright.server.identity.trust.Revocations;
import io.keywright.server.identity.trust.Trusted;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of what authorities of the service have issued it is known whether it was revoked, without lists. */
class IssuedStandingTest {

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private AuthorityService service;
    private Authority root;
    private Authority below;
    private IssuedCertificate certificate;

    @BeforeEach
    void open() throws Exception {
        service = new AuthorityService(folder, clock, Set.of());
        root = service.root();
        below = service.below(root);
        certificate = service.issue(below, new Csr().der());
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    @Test
    void whatIsGoodIsKnownAllTheWay() throws Exception {
        Judgement judged = judge();

        assertThat(judged.report().failures()).isEmpty();
        assertThat(judged.revocation())
                .containsExactly(standing(RevocationStatus.GOOD), standing(RevocationStatus.GOOD));
    }

    @Test
    void whatIsRevokedIsSo() throws Exception {
        service.revoke(APP, certificate.certificateId(), CertificateRevocationReason.SUPERSEDED);
        Judgement judged = judge();

        assertThat(reasons(judged)).containsExactly("revoked");
        assertThat(judged.revocation())
                .containsExactly(standing(RevocationStatus.REVOKED), standing(RevocationStatus.GOOD));
    }

    /** Somebody else may have signed it with the authority's key. */
    @Test
    void whatTheRegisterDoesNotHoldStaysUnknown() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("DELETE FROM certificates WHERE module IS NOT NULL"))
                    .isOne();
        }
        Judgement judged = judge();

        assertThat(reasons(judged)).containsExactly("revocation_unknown");
        assertThat(judged.revocation().getLast()).isEqualTo(standing(RevocationStatus.GOOD));
    }

    private static RevocationStanding standing(RevocationStatus status) {
        return new RevocationStanding(status, Optional.of(RevocationSource.AUTHORITY));
    }

    private static List<String> reasons(Judgement judged) {
        return judged.report().failures().stream().map(Failure::reason).toList();
    }

    private Judgement judge() throws Exception {
        ClientTrust trust = new ClientTrust(
                new Trusted(
                        Set.of(), Map.of(root.scope(), Set.of(new TrustedAuthority(x509(root)))), Revocations.none()),
                clock,
                path -> {},
                service.revoked);
        CertificateValidation validation = new CertificateValidation(
                service.keys.authorizer,
                trust,
                service.keys.ledger.store.certificates(),
                Publications.NONE,
                service.keys.computations,
                clock);
        CertificateQuery query = new CertificateQuery(
                Authorities.pem(x509(certificate)),
                Optional.of(Authorities.pem(x509(below))),
                Purpose.CLIENT,
                Optional.empty(),
                Optional.empty(),
                RevocationRule.REQUIRED,
                Optional.empty(),
                false);
        return service.keys.run(APP, Operation.VALIDATE_CERTIFICATE, validation.validate(ScopeClaim.NONE, query));
    }
}
