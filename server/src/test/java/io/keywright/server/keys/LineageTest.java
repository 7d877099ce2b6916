package io.keywright.server.keys;

import static io.keywright.server.keys.AuthorityService.APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.authority.CertificateOrder;
import io.keywright.core.authority.CertificateStore;
import io.keywright.core.authority.Revocation;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.Authority;
import io.keywright.model.CertificateRevocation;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.ShownCertificate;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who steals a certificate, and renews it, is not rid of by revoking the one alone. */
class LineageTest {

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private AuthorityService service;
    private Authority root;
    private IssuedCertificate stolen;

    @BeforeEach
    void open() throws Exception {
        service = new AuthorityService(folder, clock, Set.of());
        root = service.root();
        stolen = service.issue(root, new Csr().der());
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private IssuedCertificate renewed(IssuedCertificate shown) throws Exception {
        return renewed(shown, Duration.ofHours(24));
    }

    private IssuedCertificate renewed(IssuedCertificate shown, Duration lifetime) throws Exception {
        return service.issue(
                APP.showing(new ShownCertificate(shown.serial(), Sha256.hex(shown.certificate()))),
                new CertificateOrder(
                        ScopeClaim.NONE, root.authorityId(), new Csr().der(), Set.of(), Optional.of(lifetime)));
    }

    private void revoke(IssuedCertificate certificate, CertificateRevocationReason reason) {
        service.revoke(APP, certificate.certificateId(), reason);
    }

    /** A store that finds no renewals, since it cannot be read. */
    private static CertificateStore withoutRenewals(CertificateStore store) {
        return (CertificateStore) Proxy.newProxyInstance(
                CertificateStore.class.getClassLoader(),
                new Class<?>[] {CertificateStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("renewals")) {
                        throw new StoreException("as planned");
                    }
                    return method.invoke(store, arguments);
                });
    }

    private Optional<CertificateRevocation> revocation(IssuedCertificate certificate) throws Exception {
        return service.keys
                .ledger
                .store
                .certificates()
                .certificate(root.scope(), certificate.certificateId())
                .orElseThrow()
                .revocation();
    }

    private boolean areRevoked(IssuedCertificate... certificates) throws Exception {
        boolean all = true;
        for (IssuedCertificate each : certificates) {
            all &= revocation(each).isPresent();
        }
        return all;
    }

    @Test
    void aCertificateSaysWhichOneItsHolderHasShownForIt() throws Exception {
        IssuedCertificate renewal = renewed(stolen);
        assertThat(stolen.renewedFrom()).isNull();
        assertThat(renewal.renewedFrom()).isEqualTo(stolen.certificateId());
        Entry entry = service.keys.ledger.store.receipts().entries(0, 100).getLast();
        byte[] change =
                service.keys.ledger.store.receipts().change(entry.index()).orElseThrow();
        assertThat(CanonicalJson.read(change))
                .containsEntry("renewed_from", stolen.certificateId().toString());
    }

    @Test
    void aCompromisedKeyTakesAllRenewalsWithItEachByAReceipt() throws Exception {
        IssuedCertificate second = renewed(stolen);
        IssuedCertificate third = renewed(second);
        IssuedCertificate another = renewed(stolen);
        IssuedCertificate stranger = service.issue(root, new Csr().der());
        long before = service.keys.ledger.store.receipts().entries(0, 1000).size();

        revoke(stolen, CertificateRevocationReason.KEY_COMPROMISE);

        assertThat(areRevoked(stolen, second, third, another)).isTrue();
        assertThat(revocation(third)).isEqualTo(revocation(stolen));
        assertThat(areRevoked(stranger)).isFalse();
        assertThat(service.keys.ledger.store.receipts().entries(before, 1000)).hasSize(4);
    }

    @Test
    void anotherReasonTakesThemOnlyIfItIsSaid() throws Exception {
        IssuedCertificate renewal = renewed(stolen);
        revoke(stolen, CertificateRevocationReason.SUPERSEDED);
        assertThat(areRevoked(renewal)).isFalse();
        service.keys.run(
                APP,
                Operation.REVOKE_CERTIFICATE,
                service.revocation.revoke(stolen.certificateId(), CertificateRevocationReason.UNSPECIFIED, true));
        assertThat(revocation(renewal)).as("for the reason that stands").isEqualTo(revocation(stolen));
    }

    @Test
    void whoRevokesIsToldIfRenewalsAreLeftAndGoesOnByAskingAgain() throws Exception {
        IssuedCertificate renewal = renewed(stolen);
        Revocation failing = service.revocationFrom(withoutRenewals(service.keys.ledger.store.certificates()));
        assertThatThrownBy(() -> service.keys.run(
                        APP,
                        Operation.REVOKE_CERTIFICATE,
                        failing.revoke(stolen.certificateId(), CertificateRevocationReason.KEY_COMPROMISE)))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", "renewals_left"));
        assertThat(areRevoked(stolen)).isTrue();
        assertThat(areRevoked(renewal)).isFalse();

        revoke(stolen, CertificateRevocationReason.KEY_COMPROMISE);
        assertThat(areRevoked(renewal)).isTrue();
    }

    @Test
    void nobodyRenewsWhatIsRevoked() throws Exception {
        revoke(stolen, CertificateRevocationReason.SUPERSEDED);
        assertThatThrownBy(() -> renewed(stolen))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", "certificate_revoked"));
    }

    @Test
    void thoseBehindAnEndedOneAreFoundAndEndedOnesLeft() throws Exception {
        IssuedCertificate brief = renewed(stolen, Duration.ofMinutes(1));
        IssuedCertificate last = renewed(brief);
        clock.pass(Duration.ofMinutes(2));
        revoke(stolen, CertificateRevocationReason.KEY_COMPROMISE);
        assertThat(areRevoked(last)).isTrue();
        assertThat(areRevoked(brief)).isFalse();
    }

    @Test
    void moreThanAPortionAreTakenAtOnce() throws Exception {
        List<IssuedCertificate> many = Stream.generate(() -> stolen).limit(120).toList();
        for (IssuedCertificate each : many) {
            renewed(each);
        }
        revoke(stolen, CertificateRevocationReason.KEY_COMPROMISE);
        assertThat(service.keys.ledger.store.certificates().renewals(stolen.certificateId(), clock.instant(), 1))
                .isEmpty();
        assertThat(service.lists.current(root.authorityId())).isNotNull();
    }
}
