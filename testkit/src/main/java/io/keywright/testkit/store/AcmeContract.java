package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.acme.AcmeOrderStore.Room;
import io.keywright.core.change.AcmeChange;
import io.keywright.core.change.AuthorityChange;
import io.keywright.core.change.Change;
import io.keywright.model.Authority;
import io.keywright.model.CertificatePurpose;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.IssuingRules;
import io.keywright.model.IssuingRules.Addresses;
import io.keywright.model.IssuingRules.ModuleRule;
import io.keywright.model.OldRoot;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.WrappedSecret;
import io.keywright.model.acme.AcmeAccount;
import io.keywright.model.acme.AcmeAuthorization;
import io.keywright.model.acme.AcmeAuthorizationState;
import io.keywright.model.acme.AcmeCredential;
import io.keywright.model.acme.AcmeOrder;
import io.keywright.model.acme.AcmeProblem;
import io.keywright.model.acme.AcmeProblemType;
import io.keywright.testkit.Samples;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Credentials open accounts while they count; accounts have so many orders; an order gets one certificate, and expires. */
public interface AcmeContract extends StoreFixture {

    Scope SCOPE = Samples.scope("acme");
    Instant NOW = Samples.START;
    Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    Room ROOM = new Room(2, 3);
    int MOST = 2;

    private boolean apply(Change change) throws Exception {
        return new Keys(store()).apply(change);
    }

    private Authority authority(long number) throws Exception {
        StoredKey key = new Samples(0x500 + number).key(SCOPE, null);
        IssuingRules rules = new IssuingRules(
                "acme.example",
                Map.of("app", new ModuleRule(Set.of(), Set.of(CertificatePurpose.SERVER), Duration.ofDays(1))),
                Addresses.NONE);
        Authority authority = new Authority(
                new UUID(0x8100, number),
                SCOPE,
                "Acme",
                key.metadata().keyId(),
                null,
                rules,
                Optional.empty(),
                Optional.of(new byte[] {2}),
                List.of(),
                NOW,
                1);
        assertThat(apply(new AuthorityChange.Created(authority, key, Optional.empty(), 9)))
                .isTrue();
        return authority;
    }

    private static AcmeCredential credential(long number, Authority authority) {
        return new AcmeCredential(
                new UUID(0x8200, number),
                authority.authorityId(),
                SCOPE,
                "app",
                new WrappedSecret(1, new byte[] {1, 2, (byte) number}),
                NOW,
                Optional.empty());
    }

    private AcmeCredential made(long number, Authority authority) throws Exception {
        AcmeCredential credential = credential(number, authority);
        assertThat(apply(new AcmeChange.CredentialCreated(credential, MOST))).isTrue();
        return credential;
    }

    private static AcmeAccount account(long number, AcmeCredential credential, String thumbprint) {
        return new AcmeAccount(
                new UUID(0x8300, number),
                credential.authorityId(),
                credential.credentialId(),
                "{\"kty\":\"" + thumbprint + "\"}",
                thumbprint,
                false,
                NOW,
                1);
    }

    private boolean register(AcmeAccount account) throws Exception {
        return apply(new AcmeChange.AccountRegistered(account, MOST));
    }

    private AcmeAccount registered(long number, Authority authority) throws Exception {
        AcmeAccount account = account(number, made(number, authority), "print" + number);
        assertThat(register(account)).isTrue();
        return account;
    }

    private static AcmeOrder order(long number, AcmeAccount account, String... names) {
        UUID id = new UUID(0x8400, number);
        List<AcmeAuthorization> authorizations = IntStream.range(0, names.length)
                .mapToObj(place -> new AcmeAuthorization(
                        new UUID(0x8500 + number, place),
                        id,
                        names[place],
                        "token" + place,
                        AcmeAuthorizationState.PENDING,
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return new AcmeOrder(
                id,
                account.accountId(),
                authorizations,
                Optional.of(NOW.plusSeconds(60)),
                Optional.empty(),
                NOW,
                TOMORROW);
    }

    private AcmeOrder opened(long number, AcmeAccount account, String... names) throws Exception {
        AcmeOrder order = order(number, account, names);
        assertThat(store().acmeOrders().open(order, ROOM)).isTrue();
        return order;
    }

    private static AcmeChange.OrderFulfilled fulfilment(AcmeOrder order, Authority authority, int version) {
        IssuedCertificate certificate = new IssuedCertificate(
                new UUID(0xa100, order.orderId().getLeastSignificantBits()),
                authority.authorityId(),
                SCOPE,
                "app",
                BigInteger.ONE
                        .shiftLeft(128)
                        .add(BigInteger.valueOf(order.orderId().getLeastSignificantBits())),
                new byte[] {7},
                NOW,
                TOMORROW,
                null,
                Optional.empty());
        return new AcmeChange.OrderFulfilled(
                order.orderId(), order.accountId(), new AuthorityChange.CertificateIssued(certificate, version));
    }

    @Test
    default void keepsEveryMemberOfAnAcmeCredentialAndItsAccount() throws Exception {
        Authority authority = authority(1);
        AcmeCredential credential = made(1, authority);
        AcmeAccount account = account(1, credential, "print");
        assertThat(register(account)).isTrue();
        reopen();
        assertThat(store().acme().credential(credential.credentialId()))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(credential);
        assertThat(store().acme().credentials(authority.authorityId())).hasSize(1);
        assertThat(store().acme().account(account.accountId())).contains(account);
        assertThat(store().acme().account(authority.authorityId(), "print")).contains(account);
        assertThat(store().acme().account(new UUID(1, 1), "print")).isEmpty();
    }

    @Test
    default void knowsWhetherAnAuthorityServesAcmeClients() throws Exception {
        Authority authority = authority(1);
        assertThat(store().acme().serves(authority.authorityId())).isFalse();
        AcmeCredential first = made(1, authority);
        assertThat(store().acme().serves(authority.authorityId())).isTrue();
        apply(new AcmeChange.CredentialRevoked(first.revoked(NOW)));
        assertThat(store().acme().serves(authority.authorityId())).isFalse();
    }

    @Test
    default void anAuthorityHasSoManyCredentialsThatCount() throws Exception {
        Authority authority = authority(1);
        AcmeCredential first = made(1, authority);
        made(2, authority);
        assertThat(apply(new AcmeChange.CredentialCreated(credential(3, authority), MOST)))
                .isFalse();
        assertThat(apply(new AcmeChange.CredentialRevoked(first.revoked(NOW)))).isTrue();
        assertThat(apply(new AcmeChange.CredentialRevoked(first.revoked(NOW)))).isFalse();
        assertThat(store().acme().credential(first.credentialId()).orElseThrow().revokedAt())
                .contains(NOW);
        made(3, authority);
    }

    @Test
    default void opensSoManyAccountsWithACredentialThatCounts() throws Exception {
        Authority authority = authority(1);
        AcmeCredential credential = made(1, authority);
        assertThat(register(account(1, credential, "a"))).isTrue();
        assertThat(register(account(2, credential, "a"))).isFalse();
        assertThat(register(account(2, credential, "b"))).isTrue();
        assertThat(register(account(3, credential, "c"))).isFalse();

        AcmeCredential other = made(2, authority);
        apply(new AcmeChange.CredentialRevoked(other.revoked(NOW)));
        assertThat(register(account(4, other, "d"))).isFalse();
        AcmeCredential elsewhere = made(3, authority(2));
        assertThat(register(account(5, elsewhere, "a"))).isTrue();
    }

    @Test
    default void changesAnAccountOfTheVersionBeforeToAKeyThatNoOtherHas() throws Exception {
        AcmeCredential credential = made(1, authority(1));
        AcmeAccount one = account(1, credential, "a");
        register(one);
        register(account(2, credential, "b"));
        assertThat(apply(new AcmeChange.AccountChanged(one.under("{}", "b")))).isFalse();
        AcmeAccount changed = one.under("{}", "c");
        assertThat(apply(new AcmeChange.AccountChanged(changed))).isTrue();
        assertThat(apply(new AcmeChange.AccountChanged(one.givenUp()))).isFalse();
        assertThat(apply(new AcmeChange.AccountChanged(changed.givenUp()))).isTrue();
        assertThat(store().acme().account(one.accountId())).contains(changed.givenUp());
    }

    @Test
    default void keepsEveryMemberOfAnOrder() throws Exception {
        AcmeAccount account = registered(1, authority(1));
        AcmeOrder order = opened(1, account, "b.example", "a.example");
        reopen();
        assertThat(store().acmeOrders().order(order.orderId())).contains(order);
        assertThat(store().acmeOrders().orders(account.accountId(), 9)).containsExactly(order.orderId());
        AcmeAuthorization first = order.authorizations().getFirst();
        AcmeAuthorization failed =
                first.failed(NOW.plusMillis(1), new AcmeProblem(AcmeProblemType.CONNECTION, "nothing there"));
        assertThat(store().acmeOrders().settle(AcmeAuthorizationState.PENDING, failed))
                .isTrue();
        assertThat(store().acmeOrders().authorization(first.authorizationId())).contains(failed);
        assertThat(store().acmeOrders().settle(AcmeAuthorizationState.PENDING, first.proved(NOW)))
                .isFalse();
    }

    @Test
    default void anAccountHasSoManyOrdersWithoutCertificateAndSoManyInAll() throws Exception {
        Authority authority = authority(1);
        AcmeAccount account = registered(1, authority);
        AcmeOrder first = opened(1, account, "a.example");
        opened(2, account, "a.example");
        assertThat(store().acmeOrders().open(order(3, account, "a.example"), ROOM))
                .isFalse();
        assertThat(apply(fulfilment(first, authority, 1))).isTrue();
        opened(3, account, "a.example");
        assertThat(apply(fulfilment(order(3, account), authority, 1))).isTrue();
        assertThat(store().acmeOrders().open(order(4, account, "a.example"), ROOM))
                .isFalse();
    }

    @Test
    default void anOrderGetsOneCertificateAndOnlyForAnAccountThatCounts() throws Exception {
        Authority authority = authority(1);
        AcmeAccount account = registered(1, authority);
        AcmeOrder order = opened(1, account, "a.example");
        assertThat(apply(fulfilment(order, authority, 2))).isFalse();
        assertThat(apply(fulfilment(order, authority, 1))).isTrue();
        assertThat(apply(fulfilment(order, authority, 1))).isFalse();
        UUID certificate =
                fulfilment(order, authority, 1).issued().certificate().certificateId();
        assertThat(store().acmeOrders().order(order.orderId()).orElseThrow().certificateId())
                .contains(certificate);
        assertThat(store().certificates().certificate(SCOPE, certificate)).isPresent();

        AcmeOrder late = opened(2, account, "a.example");
        apply(new AcmeChange.AccountChanged(account.givenUp()));
        assertThat(apply(fulfilment(late, authority, 1))).isFalse();

        AcmeAccount other = registered(2, authority);
        AcmeOrder theirs = opened(3, other, "a.example");
        apply(new AcmeChange.CredentialRevoked(credential(2, authority).revoked(NOW)));
        assertThat(apply(fulfilment(theirs, authority, 1))).isFalse();
        assertThat(store().certificates()
                        .certificate(
                                SCOPE,
                                fulfilment(theirs, authority, 1)
                                        .issued()
                                        .certificate()
                                        .certificateId()))
                .isEmpty();
    }

    @Test
    default void removesOrdersOnceTheyHaveExpired() throws Exception {
        AcmeAccount account = registered(1, authority(1));
        AcmeOrder order = opened(1, account, "a.example", "b.example");
        assertThat(store().acmeOrders().removeExpired(TOMORROW.minusMillis(1), 9))
                .isZero();
        assertThat(store().acmeOrders().removeExpired(TOMORROW, 9)).isEqualTo(1);
        assertThat(store().acmeOrders().order(order.orderId())).isEmpty();
        assertThat(store().acmeOrders()
                        .authorization(order.authorizations().getFirst().authorizationId()))
                .isEmpty();
    }

    @Test
    default void findsAcmeCredentialsUnderAnOldRoot() throws Exception {
        Authority authority = authority(1);
        AcmeCredential credential = made(1, authority);
        OldRoot old = new OldRoot("acme", 1, 2, NOW, 1, 0);
        assertThat(store().dependants().acmeCredentials(old, null, 9))
                .extracting(AcmeCredential::credentialId)
                .containsExactly(credential.credentialId());
        assertThat(store().dependants().acmeCredentials(old, credential.credentialId(), 9))
                .isEmpty();
        assertThat(store().dependants().acmeCredentials(new OldRoot("acme", 2, 3, NOW, 1, 0), null, 9))
                .isEmpty();
    }
}
