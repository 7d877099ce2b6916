package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.core.change.RootChange;
import io.keywright.core.change.SubscriptionChange;
import io.keywright.core.tenant.DependantStore.NewestRoot;
import io.keywright.model.EventType;
import io.keywright.model.KeyImport;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.OldRoot;
import io.keywright.model.RewrappedSecret;
import io.keywright.model.RewrappedSecret.Owner;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.Subscription;
import io.keywright.model.SubscriptionState;
import io.keywright.model.SubscriptionTarget;
import io.keywright.model.TenantRoot;
import io.keywright.model.WrappedSecret;
import io.keywright.testkit.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What lies under an old version of a tenant's root moves under the newest, and the old one goes only once nothing is left. */
public interface DependantContract extends StoreFixture {

    Scope ACME = Samples.scope("acme");
    UUID ONE = UUID.fromString("0190c1a0-0000-7000-8000-000000000001");
    UUID TWO = UUID.fromString("0190c1a0-0000-7000-8000-000000000002");
    Instant LATER = Samples.START.plusSeconds(60);

    /** A tenant with two versions of its root. */
    private TenantRoot twoVersions() throws Exception {
        Samples samples = new Samples(1);
        TenantRoot first = samples.tenantRoot("acme");
        TenantRoot second = samples.nextVersion(first);
        assertThat(apply(new RootChange.Created(first))).isTrue();
        assertThat(apply(new RootChange.Created(samples.tenantRoot("globex")))).isTrue();
        assertThat(apply(new RootChange.Rotated(second, 1))).isTrue();
        return second;
    }

    private boolean apply(Change change) throws Exception {
        return new Keys(store()).apply(change);
    }

    private static WrappedSecret under(int version) {
        return new WrappedSecret(version, new byte[] {(byte) version, 2, 3});
    }

    private static StoredKey key(long seed, int version) {
        return new StoredKey(new Samples(seed).key(ACME, null).metadata(), Optional.of(under(version)));
    }

    private static Subscription subscription(UUID id, Optional<WrappedSecret> secret) {
        return new Subscription(
                id,
                ACME,
                new SubscriptionTarget.Webhook("https://hooks.test/"),
                secret,
                Optional.empty(),
                Set.of(EventType.KEY_GENERATED),
                0,
                SubscriptionState.ACTIVE,
                null,
                1,
                Samples.START);
    }

    private OldRoot old() throws Exception {
        assertThat(store().dependants().old()).isEqualTo(store().dependants().old("acme"));
        return store().dependants().old("acme").getFirst();
    }

    private boolean retire(TenantRoot newest) throws Exception {
        return apply(new RootChange.Retired("acme", 1, newest.version(), newest.wrappings(), LATER));
    }

    private static RewrappedSecret moved(Owner owner, UUID id) {
        return new RewrappedSecret(owner, id, under(1), under(2));
    }

    private boolean rewrap(RewrappedSecret... secrets) throws Exception {
        return apply(new RootChange.SecretsRewrapped("acme", 1, 2, List.of(secrets)));
    }

    @Test
    default void nothingIsOldUntilARootIsRotated() throws Exception {
        assertThat(apply(new RootChange.Created(new Samples(1).tenantRoot("acme"))))
                .isTrue();
        assertThat(store().dependants().old()).isEmpty();
        assertThat(store().dependants().madeBy(Samples.START))
                .containsExactly(new NewestRoot("acme", 1, Samples.START, false));
        assertThat(store().dependants().madeBy(Samples.START.minusMillis(1))).isEmpty();
    }

    @Test
    default void aVersionGoesOnceNothingLiesUnderItAndNotBefore() throws Exception {
        TenantRoot second = twoVersions();
        StoredKey key = key(2, 1);
        assertThat(apply(new KeyChange.Created(key))).isTrue();
        assertThat(apply(new KeyChange.Created(key(3, 2)))).isTrue();
        assertThat(apply(new SubscriptionChange.Created(subscription(ONE, Optional.of(under(1))), 9)))
                .isTrue();
        assertThat(apply(new SubscriptionChange.Created(subscription(TWO, Optional.empty()), 9)))
                .isTrue();
        assertThat(old()).isEqualTo(new OldRoot("acme", 1, 2, second.createdAt(), 2, 0));
        assertThat(retire(second)).isFalse();

        UUID keyId = key.metadata().keyId();
        assertThat(rewrap(moved(Owner.KEY, keyId), moved(Owner.SUBSCRIPTION_BEFORE, ONE)))
                .isFalse();
        assertThat(old().secrets()).isEqualTo(2);
        assertThat(rewrap(moved(Owner.KEY, keyId))).isTrue();
        assertThat(rewrap(moved(Owner.KEY, keyId))).isFalse();
        assertThat(retire(second)).isFalse();
        assertThat(rewrap(moved(Owner.SUBSCRIPTION, ONE))).isTrue();
        reopen();
        assertThat(old().dependants()).isZero();
        assertThat(store().keys()
                        .key(ACME, new KeyReference.ById(keyId))
                        .orElseThrow()
                        .wrapped())
                .hasValueSatisfying(wrapped -> {
                    assertThat(wrapped.rootVersion()).isEqualTo(2);
                    assertThat(wrapped.blob()).isEqualTo(under(2).blob());
                });

        assertThat(apply(new RootChange.Retired("acme", 2, 2, second.wrappings(), LATER)))
                .isFalse();
        assertThat(retire(second)).isTrue();
        assertThat(retire(second)).isFalse();
        reopen();
        assertThat(store().dependants().old()).isEmpty();
        assertThat(store().tenantRoots().versions("acme")).containsExactly(2);
        assertThat(store().tenantRoots().tenantRoot("acme", 1))
                .hasValueSatisfying(root -> assertThat(root.wraps()).isEmpty());
        assertThat(store().tenantRoots().tenantRoot("acme", 2).orElseThrow().wraps())
                .hasSameSizeAs(second.wraps());
    }

    @Test
    default void whatWasErasedLiesUnderNothing() throws Exception {
        TenantRoot second = twoVersions();
        StoredKey key = key(2, 1);
        Keys keys = new Keys(store());
        assertThat(keys.create(key)).isTrue();
        assertThat(keys.revoke(key.metadata(), KeyState.ACTIVE)).isTrue();
        assertThat(rewrap(moved(Owner.KEY, key.metadata().keyId()))).isFalse();
        assertThat(retire(second)).isTrue();
    }

    @Test
    default void anImportThatHasBegunHoldsTheVersionUntilItEnds() throws Exception {
        TenantRoot second = twoVersions();
        KeyImport begun = new KeyImport(ONE, ACME, new byte[] {1}, Samples.START, LATER, under(1));
        assertThat(apply(new KeyChange.ImportBegun(begun, 9))).isTrue();
        assertThat(old()).isEqualTo(new OldRoot("acme", 1, 2, second.createdAt(), 0, 1));
        assertThat(retire(second)).isFalse();
        assertThat(apply(new KeyChange.ImportExpired(begun))).isTrue();
        assertThat(retire(second)).isTrue();
    }

    @Test
    default void bothSecretsOfASubscriptionMove() throws Exception {
        TenantRoot second = twoVersions();
        Subscription made = subscription(ONE, Optional.of(under(1)));
        assertThat(apply(new SubscriptionChange.Created(made, 9))).isTrue();
        assertThat(apply(new SubscriptionChange.Changed(made.signedWith(under(2), LATER))))
                .isTrue();
        assertThat(old().secrets()).isOne();
        assertThat(store().dependants().subscriptions(old(), null, 10)).hasSize(1);
        assertThat(rewrap(moved(Owner.SUBSCRIPTION_BEFORE, ONE))).isTrue();
        assertThat(store().dependants().subscriptions(old(), null, 10)).isEmpty();
        assertThat(retire(second)).isTrue();
    }

    @Test
    default void nothingNewLiesUnderAVersionThatIsRetired() throws Exception {
        TenantRoot second = twoVersions();
        assertThat(retire(second)).isTrue();
        assertThat(apply(new KeyChange.Created(key(2, 1)))).isFalse();
        StoredKey key = key(3, 2);
        assertThat(apply(new KeyChange.Created(key))).isTrue();
        StoredKey successor =
                new StoredKey(new Samples(4).successor(key.metadata()).metadata(), Optional.of(under(1)));
        assertThat(new Keys(store()).rotate(key.metadata(), successor)).isFalse();
        assertThat(apply(new SubscriptionChange.Created(subscription(ONE, Optional.of(under(1))), 9)))
                .isFalse();
        Subscription made = subscription(TWO, Optional.of(under(2)));
        assertThat(apply(new SubscriptionChange.Created(made, 9))).isTrue();
        assertThat(apply(new SubscriptionChange.Changed(made.signedWith(under(1), LATER))))
                .isFalse();
        KeyImport begun = new KeyImport(ONE, ACME, new byte[] {1}, Samples.START, LATER, under(1));
        assertThat(apply(new KeyChange.ImportBegun(begun, 9))).isFalse();
    }

    @Test
    default void versionsGoInOrderAndOnlyWhileTheRootIsWrappedAsItWas() throws Exception {
        TenantRoot second = twoVersions();
        TenantRoot third = new Samples(5).nextVersion(second);
        assertThat(apply(new RootChange.Rotated(third, 1))).isTrue();
        assertThat(apply(new RootChange.Retired("acme", 2, 3, third.wrappings(), LATER)))
                .isFalse();
        assertThat(apply(new RootChange.Retired("acme", 1, 3, third.wrappings().subList(0, 1), LATER)))
                .isFalse();
        assertThat(retire(second)).isFalse();
        assertThat(retire(third)).isTrue();
        assertThat(apply(new RootChange.Rotated(new Samples(6).nextVersion(third), 1)))
                .isFalse();
        assertThat(apply(new RootChange.Rotated(new Samples(6).nextVersion(third), 2)))
                .isTrue();
    }

    @Test
    default void keysAreReadInPortions() throws Exception {
        twoVersions();
        for (int i = 0; i < 5; i++) {
            assertThat(apply(new KeyChange.Created(key(10 + i, 1)))).isTrue();
        }
        List<StoredKey> two = store().dependants().keys(old(), null, 2);
        List<StoredKey> rest =
                store().dependants().keys(old(), two.getLast().metadata().keyId(), 10);
        assertThat(two).hasSize(2);
        assertThat(rest)
                .hasSize(3)
                .allSatisfy(key -> assertThat(key.metadata().scope()).isEqualTo(ACME));
        assertThat(rest)
                .noneMatch(key -> two.stream().anyMatch(it -> it.metadata().equals(key.metadata())));
    }
}
