package io.keywright.server.keys;

import static io.keywright.server.keys.AuthorityService.APP;
import static io.keywright.server.keys.AuthorityService.x509;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.authority.CertificateStore.Filter;
import io.keywright.core.authority.NewAuthority.SignedBy;
import io.keywright.model.Authority;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.ErrorCode;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.pki.validation.Failure;
import io.keywright.pki.validation.PathQuestion;
import io.keywright.pki.validation.PathReport;
import io.keywright.pki.validation.PathValidator;
import io.keywright.pki.validation.Purpose;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.pki.validation.RevocationSource;
import io.keywright.pki.validation.RevocationStanding;
import io.keywright.pki.validation.RevocationStatus;
import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.harness.SmallLedger;
import io.keywright.server.identity.trust.ClientTrust;
import io.keywright.server.identity.trust.Revocations;
import io.keywright.server.identity.trust.Trusted;
import io.keywright.server.identity.trust.Untrusted;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are revoked, and the lists that tell of them. */
class CertificateRevocationTest {

    private static final String CRL_NUMBER = "2.5.29.20";

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private AuthorityService service;
    private Authority root;

    @BeforeEach
    void open() throws Exception {
        service = new AuthorityService(folder, clock, Set.of());
        root = service.root();
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private IssuedCertificate issued() throws Exception {
        return service.issue(root, new Csr().der());
    }

    private IssuedCertificate revoked(CertificateRevocationReason reason) throws Exception {
        return service.revoke(APP, issued().certificateId(), reason);
    }

    private static BigInteger number(X509CRL list) {
        byte[] extension = list.getExtensionValue(CRL_NUMBER);
        return new BigInteger(java.util.Arrays.copyOfRange(extension, 4, extension.length));
    }

    private boolean trusts(IssuedCertificate certificate) throws Exception {
        ClientTrust trust = new ClientTrust(
                new Trusted(
                        Set.of(),
                        Map.of(root.scope(), Set.of(new TrustedAuthority(x509(root)))),
                        Revocations.none(),
                        Map.of(
                                root.scope(),
                                Map.of(
                                        new TrustedAuthority(x509(root)),
                                        new io.keywright.model.Voucher(root.authorityId(), root.scope()))),
                        0),
                clock,
                path -> {},
                service.revoked);
        try {
            trust.check(List.of(x509(certificate)), root.scope());
            return true;
        } catch (Untrusted e) {
            return false;
        }
    }

    @Test
    void aListNamesWhatIsRevokedAndWhy() throws Exception {
        IssuedCertificate good = issued();
        IssuedCertificate gone = revoked(CertificateRevocationReason.KEY_COMPROMISE);

        X509CRL list = service.list(root);
        list.verify(x509(root).getPublicKey());
        assertThat(list.getRevokedCertificate(gone.serial()).getRevocationReason())
                .isEqualTo(CRLReason.KEY_COMPROMISE);
        assertThat(list.getRevokedCertificate(good.serial())).isNull();
        assertThat(service.certificates.list(APP, new Filter(null, "app", true, null), null, 10))
                .extracting(IssuedCertificate::certificateId)
                .containsExactly(gone.certificateId());
    }

    @Test
    void whoIsRevokedIsNotLetInFromThatMoment() throws Exception {
        IssuedCertificate certificate = issued();
        IssuedCertificate other = issued();
        assertThat(trusts(certificate)).isTrue();

        service.revoke(APP, certificate.certificateId(), CertificateRevocationReason.KEY_COMPROMISE);
        assertThat(trusts(certificate)).isFalse();
        assertThat(trusts(other)).isTrue();
    }

    @Test
    void whoeverAsksAboutItIsToldWithoutAListOfIt() throws Exception {
        IssuedCertificate certificate = issued();
        PathQuestion question = new PathQuestion(
                        x509(certificate),
                        List.of(),
                        Set.of(new TrustedAuthority(x509(root))),
                        List.of(),
                        RevocationRule.IF_KNOWN,
                        Purpose.CLIENT,
                        Optional.empty(),
                        clock.instant())
                .with(service.revoked);
        assertThat(PathValidator.validate(question).failures()).isEmpty();

        service.revoke(APP, certificate.certificateId(), CertificateRevocationReason.KEY_COMPROMISE);
        PathReport report = PathValidator.validate(question);
        assertThat(report.failures()).extracting(Failure::reason).containsExactly("revoked");
        assertThat(RevocationStanding.of(report.path(), question))
                .containsExactly(
                        new RevocationStanding(RevocationStatus.REVOKED, Optional.of(RevocationSource.AUTHORITY)));
    }

    @Test
    void whoeverComesLaterLearnsOfAllThatWereRevokedBefore() throws Exception {
        IssuedCertificate gone = revoked(CertificateRevocationReason.SUPERSEDED);
        service.close();
        service = new AuthorityService(folder, clock, Set.of());
        assertThat(trusts(gone)).isTrue();
        service.revoked.follow();
        assertThat(trusts(gone)).isFalse();
    }

    @Test
    void aListIsKeptUntilSomethingIsRevoked() throws Exception {
        X509CRL first = service.list(root);
        assertThat(service.list(root)).isEqualTo(first);
        revoked(CertificateRevocationReason.SUPERSEDED);
        X509CRL second = service.list(root);

        assertThat(number(first)).isEqualTo(BigInteger.ONE);
        assertThat(number(second)).isEqualTo(BigInteger.TWO);
        assertThat(service.keys.ledger.receipts("acme").getLast().operation()).isEqualTo("revocation_list_signed");
    }

    @Test
    void aListIsRenewedThoughNothingWasRevoked() throws Exception {
        Instant end = service.list(root).getNextUpdate().toInstant();
        clock.set(clock.instant().plus(Duration.ofHours(7)));
        assertThat(service.lists.renew()).isEmpty();

        X509CRL renewed = service.list(root);
        assertThat(number(renewed)).isEqualTo(BigInteger.TWO);
        assertThat(renewed.getNextUpdate().toInstant()).isAfter(end);
    }

    @Test
    void certificatesThatHaveEndedLeaveTheList() throws Exception {
        IssuedCertificate gone = revoked(CertificateRevocationReason.UNSPECIFIED);
        clock.set(gone.notAfter().plusSeconds(1));
        assertThat(service.list(root).getRevokedCertificate(gone.serial())).isNotNull();
        clock.set(gone.notAfter().plus(Duration.ofDays(2)));
        assertThat(service.list(root).getRevokedCertificate(gone.serial())).isNull();
    }

    @Test
    void theListThatWasSignedLastServesWhenNoOtherCanBe() throws Exception {
        X509CRL last = service.list(root);
        IssuedCertificate certificate = issued();
        archiveKey();
        service.revoke(APP, certificate.certificateId(), CertificateRevocationReason.KEY_COMPROMISE);

        assertThat(service.list(root)).isEqualTo(last);
        assertThat(service.lists.renew()).hasSize(1);
        assertThat(trusts(certificate)).isFalse();
        clock.set(clock.instant().plus(Duration.ofHours(13)));
        assertThatThrownBy(() -> service.list(root))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_INACTIVE));
    }

    private void archiveKey() {
        service.keys.archive(
                APP,
                service.keys
                        .keys
                        .find(
                                root.scope(),
                                new io.keywright.model.KeyReference.ById(root.keyId()),
                                io.keywright.model.KeyUsage.CERTIFY)
                        .join()
                        .get()
                        .metadata());
    }

    @Test
    void whatIsRevokedStaysSoForTheFirstReason() throws Exception {
        IssuedCertificate gone = revoked(CertificateRevocationReason.KEY_COMPROMISE);
        clock.set(clock.instant().plusSeconds(60));
        IssuedCertificate again = service.revoke(APP, gone.certificateId(), CertificateRevocationReason.SUPERSEDED);
        assertThat(again.revocation()).isEqualTo(gone.revocation());
    }

    @Test
    void anAuthorityBelowIsRevokedByTheOneAbove() throws Exception {
        Authority below = service.create(KeyType.EC_P256, new SignedBy.Parent(root.authorityId()), Duration.ofDays(30));
        UUID id = service.certificates
                .list(APP, new Filter(root.authorityId(), null, null, null), null, 10)
                .getFirst()
                .certificateId();
        service.revoke(APP, id, CertificateRevocationReason.CESSATION_OF_OPERATION);
        assertThat(service.list(root).getRevokedCertificate(x509(below).getSerialNumber()))
                .isNotNull();
    }

    @Test
    void anotherTenantRevokesNothing() throws Exception {
        IssuedCertificate certificate = issued();
        assertThatThrownBy(() -> service.revoke(
                        SmallLedger.caller("globex", "app"),
                        certificate.certificateId(),
                        CertificateRevocationReason.KEY_COMPROMISE))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_NOT_FOUND));
    }
}
