package io.keywright.server.keys;

import static io.keywright.server.keys.AuthorityService.APP;
import static io.keywright.server.keys.AuthorityService.x509;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.authority.CertificateStore.Filter;
import io.keywright.core.authority.Revocation;
import io.keywright.core.authority.RevocationLists;
import io.keywright.core.authority.RevocationLists.Unsigned;
import io.keywright.model.Authority;
import io.keywright.model.Caller;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.ErrorCode;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Role;
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
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
        service.destroyKey(root);
        service.revoke(APP, certificate.certificateId(), CertificateRevocationReason.KEY_COMPROMISE);

        assertThat(service.list(root)).isEqualTo(last);
        assertThat(service.lists.renew()).isEmpty();
        assertThat(trusts(certificate)).isFalse();
        clock.set(clock.instant().plus(Duration.ofHours(13)));
        assertThatThrownBy(() -> service.list(root))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_REVOKED));
    }

    @Test
    void anAuthorityWhoseKeyIsArchivedStillTellsWhatItHasRevoked() throws Exception {
        IssuedCertificate certificate = issued();
        service.list(root);
        service.archiveKey(root);
        service.revoke(APP, certificate.certificateId(), CertificateRevocationReason.KEY_COMPROMISE);

        assertThat(service.lists.renew()).isEmpty();
        assertThat(service.list(root).getRevokedCertificate(certificate.serial()))
                .isNotNull();
        clock.set(clock.instant().plus(Duration.ofHours(13)));
        assertThat(service.list(root).getNextUpdate().toInstant()).isAfter(clock.instant());
    }

    @Test
    void oneListThatCannotBeSignedKeepsNoOtherFromIt() throws Exception {
        Authority other = service.root();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                PreparedStatement alter =
                        connection.prepareStatement("UPDATE authorities SET rules = '{}' WHERE authority_id = ?")) {
            alter.setBytes(1, bytes(root.authorityId()));
            assertThat(alter.executeUpdate()).isOne();
        }

        assertThat(service.lists.renew()).extracting(Unsigned::authorityId).containsExactly(root.authorityId());
        assertThat(service.keys.ledger.receipts("acme").getLast().operation()).isEqualTo("revocation_list_signed");
        assertThat(number(service.list(other))).isEqualTo(BigInteger.ONE);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    @Test
    void nobodyWaitsForTheListOfAnotherAuthority() throws Exception {
        Authority other = service.root();
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        RevocationLists lists = service.lists(
                new HeldUpCertificates(service.keys.ledger.store.certificates(), root.authorityId(), reached, gate));
        Thread waiting = Thread.ofVirtual().start(() -> lists.current(root.authorityId()));
        try {
            reached.await();
            assertThat(CompletableFuture.supplyAsync(() -> lists.current(other.authorityId()))
                            .get(20, TimeUnit.SECONDS)
                            .number())
                    .isOne();
        } finally {
            gate.countDown();
            waiting.join();
        }
        assertThat(lists.current(root.authorityId()).number()).isOne();
    }

    @Test
    void anAuthorityThatHasEndedSignsNoListByItself() throws Exception {
        clock.set(x509(root).getNotAfter().toInstant().plusSeconds(1));
        int before = service.keys.ledger.receipts("acme").size();
        assertThat(service.lists.renew()).isEmpty();
        assertThat(service.keys.ledger.receipts("acme")).hasSize(before);
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
        Authority below = service.below(root);
        UUID id = service.certificates
                .list(APP, new Filter(root.authorityId(), null, null, null), null, 10)
                .getFirst()
                .certificateId();
        service.revoke(APP, id, CertificateRevocationReason.CESSATION_OF_OPERATION);
        assertThat(service.list(root).getRevokedCertificate(x509(below).getSerialNumber()))
                .isNotNull();
    }

    @Test
    void aModuleRevokesItsOwnCertificatesAloneAndIsNotToldOfOthers() throws Exception {
        Revocation asUser = service.revocationBy(Role.KEY_USER);
        IssuedCertificate certificate = issued();
        Caller other = SmallLedger.caller("acme", "other");
        for (UUID id : List.of(certificate.certificateId(), UUID.randomUUID())) {
            assertThatThrownBy(() -> revoke(asUser, other, id))
                    .isInstanceOfSatisfying(KeywrightException.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_NOT_FOUND);
                        assertThat(refusal.details()).containsEntry("reason", "certificate_not_found");
                        assertThat(refusal.details()).containsOnlyKeys("reason", "receipt_id");
                    });
        }
        assertThat(service.certificates.get(APP, certificate.certificateId()).revocation())
                .isEmpty();

        assertThat(revoke(asUser, APP, certificate.certificateId()).revocation())
                .isPresent();
        assertThat(service.revoke(other, issued().certificateId(), CertificateRevocationReason.SUPERSEDED)
                        .revocation())
                .as("a key admin revokes any")
                .isPresent();
    }

    private IssuedCertificate revoke(Revocation revocation, Caller caller, UUID certificateId) {
        return service.keys.run(
                caller,
                Operation.REVOKE_CERTIFICATE,
                revocation.revoke(certificateId, CertificateRevocationReason.SUPERSEDED));
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
