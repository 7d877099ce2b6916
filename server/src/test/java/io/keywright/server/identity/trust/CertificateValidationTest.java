package io.keywright.server.identity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.trust.CertificateQuery;
import io.keywright.core.trust.CertificateValidation;
import io.keywright.core.trust.Publications;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Supervisor;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.pki.validation.Failure;
import io.keywright.pki.validation.PathReport;
import io.keywright.pki.validation.Purpose;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate is judged by whom the caller's scope trusts, and the judgement leaves a receipt. */
class CertificateValidationTest {

    private static final Scope ACME = new Scope("acme", Environment.DEV, Plane.TENANT);
    private static final Scope OTHER = new Scope("other", Environment.DEV, Plane.TENANT);
    private static final Caller CALLER = new Caller("spiffe://test.keywright/acme", ACME, "M1");
    private static final Caller STRANGER = new Caller("spiffe://test.keywright/other", OTHER, "M1");
    private static final Caller WITHOUT_ROLE = new Caller("spiffe://test.keywright/nobody", ACME, "M1");

    private final Issued root = Issued.authority("Root").bySelf();
    private final Issued middle = Issued.authority("Middle").by(root);
    private final String client = pem(Issued.client().by(middle));

    private SmallLedger ledger;
    private Computations computations;
    private CertificateValidation validation;

    CertificateValidationTest() throws Exception {}

    @BeforeEach
    void begin(@TempDir Path folder) throws Exception {
        ledger = new SmallLedger(folder);
        computations = new Computations(new Computations.Limits(2, 10, 10), new Supervisor());
        ClientTrust trust = new ClientTrust(
                new Trusted(
                        Set.of(), Map.of(ACME, Set.of(new TrustedAuthority(root.certificate()))), Revocations.none()),
                () -> Issued.NOW);
        Roles roles = new Roles(Map.of(
                Role.KEY_USER,
                List.of(IdentityPattern.parse(CALLER.subject()), IdentityPattern.parse(STRANGER.subject()))));
        validation = new CertificateValidation(
                new Authorizer(roles),
                trust,
                ledger.store.certificates(),
                Publications.NONE,
                computations,
                () -> Issued.NOW);
    }

    @AfterEach
    void end() throws Exception {
        computations.close();
        ledger.close();
    }

    @Test
    void ownAuthoritiesVouch() throws Exception {
        PathReport report = validate(CALLER, query(client, pem(middle)));

        assertThat(report.failures()).isEmpty();
        assertThat(report.path()).hasSize(3);
    }

    @Test
    void anotherTenantsDoNot() throws Exception {
        assertThat(validate(STRANGER, query(client, pem(middle))).failures())
                .extracting(Failure::reason)
                .containsExactly("unknown_authority");
    }

    @Test
    void whoHasNoRoleIsTurnedAway() {
        assertThat(refusal(WITHOUT_ROLE, query(client, pem(middle)), ScopeClaim.NONE)
                        .code())
                .isEqualTo(ErrorCode.UNAUTHORIZED);
        assertThat(refusal(CALLER, query(client, pem(middle)), new ScopeClaim("other", Environment.DEV, Plane.TENANT))
                        .code())
                .isEqualTo(ErrorCode.UNAUTHORIZED);
    }

    @Test
    void whatCannotBeReadIsNamed() {
        String key = "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n";

        assertThat(refusal(CALLER, query("junk", ""), ScopeClaim.NONE).details())
                .containsEntry("member", "certificate");
        assertThat(refusal(CALLER, query(key, ""), ScopeClaim.NONE).details()).containsEntry("member", "certificate");
        assertThat(refusal(CALLER, query(client, "junk"), ScopeClaim.NONE).details())
                .containsEntry("member", "intermediates");
        assertThat(refusal(CALLER, query(client, pem(middle).repeat(21)), ScopeClaim.NONE)
                        .details())
                .containsEntry("member", "intermediates");
        assertThat(refusal(
                                CALLER,
                                new CertificateQuery(
                                        client,
                                        Optional.empty(),
                                        Purpose.CLIENT,
                                        Optional.of("no name"),
                                        Optional.empty(),
                                        RevocationRule.IF_KNOWN,
                                        Optional.empty(),
                                        false),
                                ScopeClaim.NONE)
                        .details())
                .containsEntry("member", "name");
    }

    private KeywrightException refusal(Caller caller, CertificateQuery query, ScopeClaim claim) {
        return KeywrightException.of(catchThrowable(() -> validate(caller, query, claim)));
    }

    private PathReport validate(Caller caller, CertificateQuery query) {
        return validate(caller, query, ScopeClaim.NONE);
    }

    private PathReport validate(Caller caller, CertificateQuery query, ScopeClaim claim) {
        return ledger.calls
                .run(SmallLedger.call(caller, Operation.VALIDATE_CERTIFICATE), () -> validation.validate(claim, query))
                .join()
                .value()
                .report();
    }

    private static CertificateQuery query(String certificate, String intermediates) {
        return new CertificateQuery(
                certificate,
                Optional.of(intermediates).filter(it -> !it.isEmpty()),
                Purpose.CLIENT,
                Optional.of(Issued.CLIENT),
                Optional.empty(),
                RevocationRule.IF_KNOWN,
                Optional.empty(),
                false);
    }

    private static String pem(Issued issued) {
        try {
            return Pem.write(PemBlock.certificate(issued.certificate().getEncoded()));
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
