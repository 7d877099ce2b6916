package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.journal.Change;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.testkit.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Rotation: two keys and an alias change together. */
public interface RotationContract extends StoreFixture {

    Scope ACME = Samples.scope("acme");

    private Keys keys() throws Exception {
        return new Keys(store());
    }

    @Test
    default void rotationReplacesAKeyAndPassesItsAliasOn() throws Exception {
        Samples samples = new Samples(1);
        StoredKey old = samples.key(ACME, "signing");
        StoredKey fresh = samples.successor(old.metadata());
        keys().create(old);
        assertThat(keys().rotate(old.metadata(), fresh)).isTrue();
        KeyMetadata rotated = old.metadata().rotatedTo(fresh.metadata().keyId());
        keys().assertStored(new StoredKey(rotated, old.wrapped()));
        keys().assertStored(fresh);
        Keys.assertSame(keys().byAlias(ACME, "signing").orElseThrow(), fresh);
    }

    @Test
    default void rotationAppliesOnce() throws Exception {
        Samples samples = new Samples(2);
        StoredKey old = samples.key(ACME, "signing");
        StoredKey fresh = samples.successor(old.metadata());
        StoredKey late = samples.successor(old.metadata());
        keys().create(old);
        keys().rotate(old.metadata(), fresh);
        assertThat(keys().rotate(old.metadata(), late)).isFalse();
        assertThat(keys().byId(late.metadata())).isEmpty();
        Keys.assertSame(keys().byAlias(ACME, "signing").orElseThrow(), fresh);
    }

    @Test
    default void aRevokedKeyIsNotRotated() throws Exception {
        Samples samples = new Samples(3);
        StoredKey old = samples.key(ACME, null);
        StoredKey fresh = samples.successor(old.metadata());
        keys().create(old);
        keys().revoke(old.metadata(), KeyState.ACTIVE);
        assertThat(keys().rotate(old.metadata(), fresh)).isFalse();
        assertThat(keys().byId(fresh.metadata())).isEmpty();
    }

    @Test
    default void aRotatedKeyIsRevokedWithoutTouchingItsSuccessor() throws Exception {
        Samples samples = new Samples(4);
        StoredKey old = samples.key(ACME, "signing");
        StoredKey fresh = samples.successor(old.metadata());
        keys().create(old);
        keys().rotate(old.metadata(), fresh);
        KeyMetadata rotated = old.metadata().rotatedTo(fresh.metadata().keyId());
        assertThat(keys().revoke(rotated, KeyState.ACTIVE)).isFalse();
        assertThat(keys().revoke(rotated, KeyState.PENDING_ROTATION)).isTrue();
        assertThat(keys().byId(rotated).orElseThrow().wrapped()).isEmpty();
        Keys.assertSame(keys().byAlias(ACME, "signing").orElseThrow(), fresh);
    }

    @Test
    default void aRotatedKeyIsArchivedOnceAndFoundUntilThen() throws Exception {
        Samples samples = new Samples(6);
        StoredKey old = samples.key(ACME, "signing");
        StoredKey fresh = samples.successor(old.metadata());
        KeyMetadata rotated = old.metadata().rotatedTo(fresh.metadata().keyId());
        Instant rotatedAt = fresh.metadata().createdAt();
        keys().create(old);
        keys().create(samples.key(ACME, "young"));
        assertThat(keys().apply(new Change.KeyArchived(old.metadata().in(KeyState.ARCHIVED))))
                .isFalse();
        keys().rotate(old.metadata(), fresh);

        assertThat(store().keys().rotatedBefore(rotatedAt, 10)).isEmpty();
        assertThat(store().keys().rotatedBefore(rotatedAt.plusMillis(1), 10)).containsExactly(rotated);
        assertThat(store().keys().rotatedBefore(rotatedAt.plusMillis(1), 0)).isEmpty();
        assertThat(keys().apply(new Change.KeyArchived(rotated.in(KeyState.ARCHIVED))))
                .isTrue();
        keys().assertStored(new StoredKey(rotated.in(KeyState.ARCHIVED), old.wrapped()));
        assertThat(store().keys().rotatedBefore(rotatedAt.plusMillis(1), 10)).isEmpty();
        assertThat(keys().apply(new Change.KeyArchived(rotated.in(KeyState.ARCHIVED))))
                .isFalse();
    }

    @Test
    default void anAliasThatPassedToAnotherKeyIsNotTakenBackByARotation() throws Exception {
        Samples samples = new Samples(5);
        StoredKey bare = samples.key(ACME, null);
        StoredKey holder = samples.key(ACME, "signing");
        keys().create(bare);
        keys().create(holder);
        StoredKey claiming = samples.key(ACME, "signing");
        assertThat(keys().rotate(bare.metadata(), claiming)).isTrue();
        Keys.assertSame(keys().byAlias(ACME, "signing").orElseThrow(), holder);
    }
}
