package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.authority.CertificateStore.Filter;
import io.keywright.core.change.AuthorityChange;
import io.keywright.ledger.digest.Sha256;
import io.keywright.model.Authority;
import io.keywright.model.CertificatePurpose;
import io.keywright.model.CertificateRevocation;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.IssuingRules;
import io.keywright.model.IssuingRules.Addresses;
import io.keywright.model.IssuingRules.ModuleRule;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.RevocationListState;
import io.keywright.model.RevocationListState.Signed;
import io.keywright.model.RevokedSerial;
import io.keywright.model.Scope;
import io.keywright.model.ShownCertificate;
import io.keywright.model.StoredKey;
import io.keywright.testkit.Samples;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Authorities come with their keys; what they issue and revoke counts once; lists follow each other. */
public interface AuthorityContract extends StoreFixture {

    Scope ACME = Samples.scope("acme");
    Instant END = Samples.START.plus(Duration.ofDays(1));

    private static Authority authority(long number, StoredKey key) {
        IssuingRules rules = new IssuingRules(
                "acme.example",
                Map.of(
                        "app",
                        new ModuleRule(
                                Set.of("acme.example"), Set.of(CertificatePurpose.SERVER), Duration.ofHours(36))),
                new Addresses(Optional.of("http://pki.acme.example/crl"), Optional.empty(), Optional.empty()));
        KeyMetadata metadata = key.metadata();
        return new Authority(
                new UUID(0x8000, number),
                metadata.scope(),
                "Acme",
                metadata.keyId(),
                null,
                rules,
                Optional.of(new byte[] {1}),
                Optional.of(new byte[] {2, 3}),
                List.of(new byte[] {4}, new byte[] {5, 6}),
                Samples.START,
                1);
    }

    private Authority made(long number, int most, boolean expected) throws Exception {
        StoredKey key = new Samples(number).key(ACME, null);
        Authority authority = authority(number, key);
        boolean applied = new Keys(store()).apply(new AuthorityChange.Created(authority, key, Optional.empty(), most));
        assertThat(applied).isEqualTo(expected);
        return authority;
    }

    private static IssuedCertificate certificate(long number, Authority authority) {
        return renewed(number, authority, null);
    }

    private static IssuedCertificate renewed(long number, Authority authority, @Nullable IssuedCertificate before) {
        return new IssuedCertificate(
                new UUID(0xa000, number),
                authority.authorityId(),
                ACME,
                "app",
                BigInteger.ONE.shiftLeft(128).add(BigInteger.valueOf(number)),
                new byte[] {7},
                Samples.START,
                END,
                before == null ? null : before.certificateId(),
                Optional.empty());
    }

    private boolean issue(IssuedCertificate certificate, int version) throws Exception {
        return new Keys(store()).apply(new AuthorityChange.CertificateIssued(certificate, version));
    }

    private boolean revoke(IssuedCertificate certificate) throws Exception {
        return new Keys(store())
                .apply(new AuthorityChange.CertificateRevoked(
                        certificate.revoked(
                                new CertificateRevocation(Samples.START, CertificateRevocationReason.KEY_COMPROMISE)),
                        "ab"));
    }

    @Test
    default void keepsEveryMemberOfAnAuthority() throws Exception {
        Authority authority = made(1, 2, true);
        reopen();
        assertThat(store().authorities().authority(ACME, authority.authorityId()))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(authority);
        assertThat(store().authorities().authority(Samples.scope("globex"), authority.authorityId()))
                .isEmpty();
    }

    @Test
    default void countsTheAuthoritiesOfAScopeWhereTheyAreMade() throws Exception {
        made(1, 1, true);
        Authority refused = made(2, 1, false);
        assertThat(store().authorities().authorities(ACME)).hasSize(1);
        assertThat(store().keys().key(ACME, new KeyReference.ById(refused.keyId())))
                .isEmpty();
    }

    @Test
    default void changesAnAuthorityOfTheVersionBeforeAlone() throws Exception {
        Authority authority = made(1, 1, true);
        Authority changed = authority.certified(new byte[] {9}, List.of());
        assertThat(new Keys(store()).apply(new AuthorityChange.Changed(changed)))
                .isTrue();
        assertThat(new Keys(store()).apply(new AuthorityChange.Changed(changed)))
                .isFalse();
        assertThat(store().authorities().authority(authority.authorityId()))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(changed);
    }

    @Test
    default void issuesByTheRulesInForceAlone() throws Exception {
        Authority authority = made(1, 1, true);
        assertThat(issue(certificate(1, authority), 2)).isFalse();
        assertThat(issue(certificate(1, authority), 1)).isTrue();
        reopen();
        assertThat(store().certificates().certificate(ACME, new UUID(0xa000, 1)))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(certificate(1, authority));
    }

    private static ShownCertificate shown(BigInteger serial, byte[] certificate) {
        return new ShownCertificate(serial, Sha256.hex(certificate));
    }

    @Test
    default void findsExactlyTheCertificateThatIsShown() throws Exception {
        IssuedCertificate first = certificate(1, made(1, 2, true));
        issue(first, 1);
        issue(certificate(2, made(2, 2, true)), 1);
        assertThat(store().certificates().certificate(shown(first.serial(), first.certificate())))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(first);
        assertThat(store().certificates().certificate(shown(first.serial(), new byte[] {8})))
                .isEmpty();
        assertThat(store().certificates().certificate(shown(BigInteger.TEN, first.certificate())))
                .isEmpty();
        revoke(first);
        assertThat(store().certificates().certificate(shown(first.serial(), first.certificate())))
                .get()
                .matches(it -> it.revocation().isPresent());
    }

    @Test
    default void findsWhatWasRenewedFromACertificateAndCanStillBeUsed() throws Exception {
        Authority authority = made(1, 1, true);
        IssuedCertificate first = certificate(1, authority);
        IssuedCertificate second = renewed(2, authority, first);
        IssuedCertificate third = renewed(3, authority, second);
        IssuedCertificate another = renewed(4, authority, first);
        for (IssuedCertificate each : List.of(first, second, third, another, certificate(5, authority))) {
            assertThat(issue(each, 1)).isTrue();
        }
        assertThat(store().certificates().certificate(ACME, third.certificateId()))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(third);
        assertThat(renewals(first, Samples.START, 9))
                .containsExactly(second.certificateId(), third.certificateId(), another.certificateId());
        assertThat(renewals(first, Samples.START, 2)).containsExactly(second.certificateId(), third.certificateId());
        assertThat(renewals(first, END, 9)).isEmpty();
        revoke(second);
        assertThat(renewals(first, Samples.START, 9)).containsExactly(third.certificateId(), another.certificateId());
        assertThat(renewals(third, Samples.START, 9)).isEmpty();
    }

    private List<UUID> renewals(IssuedCertificate certificate, Instant now, int limit) throws Exception {
        return store().certificates().renewals(certificate.certificateId(), now, limit).stream()
                .map(IssuedCertificate::certificateId)
                .toList();
    }

    @Test
    default void renewsNothingFromWhatIsRevoked() throws Exception {
        Authority authority = made(1, 1, true);
        IssuedCertificate first = certificate(1, authority);
        issue(first, 1);
        revoke(first);
        assertThat(issue(renewed(2, authority, first), 1)).isFalse();
        assertThat(issue(certificate(2, authority), 1)).isTrue();
    }

    @Test
    default void revokesOnceAndCounts() throws Exception {
        Authority authority = made(1, 1, true);
        IssuedCertificate certificate = certificate(1, authority);
        issue(certificate, 1);
        issue(certificate(2, authority), 1);
        assertThat(revoke(certificate)).isTrue();
        assertThat(revoke(certificate)).isFalse();

        assertThat(store().certificates().revocationList(authority.authorityId()))
                .isEqualTo(new RevocationListState(1, Optional.empty()));
        assertThat(store().certificates().revoked(authority.authorityId(), Samples.START))
                .extracting(RevokedSerial::serial)
                .containsExactly(certificate.serial());
        assertThat(store().certificates().revoked(authority.authorityId(), END)).isEmpty();
        RevokedSerial first = store().certificates().revokedBehind(0, 10).getFirst();
        assertThat(store().certificates().revokedBehind(first.position(), 10)).isEmpty();
        assertThat(store().certificates().certificate(authority.authorityId(), certificate.serial()))
                .get()
                .extracting(it -> it.revocation().orElseThrow().reason())
                .isEqualTo(CertificateRevocationReason.KEY_COMPROMISE);
    }

    @Test
    default void pagesAndNarrowsCertificates() throws Exception {
        Authority authority = made(1, 1, true);
        for (int number = 1; number <= 3; number++) {
            issue(certificate(number, authority), 1);
        }
        revoke(certificate(2, authority));
        Filter all = new Filter(null, null, null, null);
        assertThat(store().certificates().certificates(ACME, all, null, 2)).hasSize(2);
        assertThat(store().certificates().certificates(ACME, all, new UUID(0xa000, 2), 2))
                .hasSize(1);
        assertThat(store().certificates()
                        .certificates(ACME, new Filter(authority.authorityId(), "app", false, END), null, 9))
                .hasSize(2);
        assertThat(store().certificates().certificates(ACME, new Filter(null, "other", null, null), null, 9))
                .isEmpty();
        assertThat(store().certificates().certificates(Samples.scope("globex"), all, null, 9))
                .isEmpty();
    }

    @Test
    default void listsFollowEachOther() throws Exception {
        Authority authority = made(1, 1, true);
        Signed first = new Signed(1, 0, new byte[] {1}, Samples.START, END);
        Signed second = new Signed(2, 0, new byte[] {2}, Samples.START, END);
        assertThat(sign(authority, first)).isTrue();
        assertThat(sign(authority, first)).isFalse();
        assertThat(sign(authority, second)).isTrue();
        assertThat(store().certificates()
                        .revocationList(authority.authorityId())
                        .latest())
                .get()
                .usingRecursiveComparison()
                .isEqualTo(second);
    }

    @Test
    default void listsAreDueOnceTheyLackSomethingOrHalfTheirTimeIsOver() throws Exception {
        Authority unsigned = made(1, 2, true);
        Authority signed = made(2, 2, true);
        Instant middle = Samples.START.plus(Duration.ofHours(12));
        sign(signed, new Signed(1, 0, new byte[] {1}, Samples.START, END));
        assertThat(store().certificates().dueLists(middle.minusMillis(1))).containsExactly(unsigned.authorityId());
        assertThat(store().certificates().dueLists(middle))
                .containsExactly(unsigned.authorityId(), signed.authorityId());

        sign(unsigned, new Signed(1, 0, new byte[] {1}, Samples.START, END));
        IssuedCertificate certificate = certificate(1, signed);
        issue(certificate, 1);
        revoke(certificate);
        assertThat(store().certificates().dueLists(Samples.START)).containsExactly(signed.authorityId());
    }

    private boolean sign(Authority authority, Signed list) throws Exception {
        return new Keys(store()).apply(new AuthorityChange.RevocationListSigned(authority.authorityId(), list));
    }
}
