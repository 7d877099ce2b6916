package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.model.KeyLine;
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
        KeyMetadata rotated = Samples.rotated(old.metadata(), fresh.metadata());
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
        KeyMetadata rotated = Samples.rotated(old.metadata(), fresh.metadata());
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
        KeyMetadata rotated = Samples.rotated(old.metadata(), fresh.metadata());
        Instant rotatedAt = fresh.metadata().createdAt();
        keys().create(old);
        keys().create(samples.key(ACME, "young"));
        assertThat(keys().apply(archival(old.metadata()))).isFalse();
        keys().rotate(old.metadata(), fresh);

        assertThat(store().keys().rotatedBefore(rotatedAt, 10)).isEmpty();
        assertThat(store().keys().rotatedBefore(rotatedAt.plusMillis(1), 10)).containsExactly(rotated);
        assertThat(store().keys().rotatedBefore(rotatedAt.plusMillis(1), 0)).isEmpty();
        assertThat(keys().apply(archival(rotated))).isTrue();
        keys().assertStored(new StoredKey(rotated.in(KeyState.ARCHIVED), old.wrapped()));
        assertThat(store().keys().rotatedBefore(rotatedAt.plusMillis(1), 10)).isEmpty();
        assertThat(keys().apply(archival(rotated))).isFalse();
    }

    private static Change archival(KeyMetadata key) {
        return new KeyChange.Moved(key.in(KeyState.ARCHIVED), key.in(KeyState.PENDING_ROTATION), Samples.START);
    }

    @Test
    default void anAliasThatPassedToAnotherLineIsNotTakenBack() throws Exception {
        Samples samples = new Samples(5);
        StoredKey gone = samples.key(ACME, "signing");
        StoredKey holder = samples.key(ACME, "signing");
        keys().create(gone);
        assertThat(keys().create(holder)).isFalse();
        keys().revoke(gone.metadata(), KeyState.ACTIVE);
        assertThat(keys().create(holder)).isTrue();
        Keys.assertSame(keys().byAlias(ACME, "signing").orElseThrow(), holder);
        StoredKey next = samples.successor(holder.metadata());
        assertThat(keys().rotate(holder.metadata(), next)).isTrue();
        Keys.assertSame(keys().byAlias(ACME, "signing").orElseThrow(), next);
    }

    @Test
    default void theVersionsOfALineAreFoundNewestFirstAndWithoutThoseThatAreDestroyed() throws Exception {
        Samples samples = new Samples(7);
        StoredKey first = samples.key(ACME, "signing");
        StoredKey second = samples.successor(first.metadata());
        StoredKey third = samples.successor(second.metadata());
        StoredKey fourth = samples.successor(third.metadata());
        keys().create(samples.key(ACME, "other"));
        keys().create(first);
        keys().rotate(first.metadata(), second);
        keys().rotate(second.metadata(), third);
        keys().rotate(third.metadata(), fourth);
        KeyLine line = first.metadata().line();
        KeyMetadata one = Samples.rotated(first.metadata(), second.metadata());
        KeyMetadata two = Samples.rotated(second.metadata(), third.metadata());
        KeyMetadata three = Samples.rotated(third.metadata(), fourth.metadata());
        assertThat(store().keys().versionsBefore(line, 4, 10)).containsExactly(three, two, one);
        assertThat(store().keys().versionsBefore(line, 4, 2)).containsExactly(three, two);
        assertThat(store().keys().versionsBefore(line, 2, 10)).containsExactly(one);
        keys().revoke(two, KeyState.PENDING_ROTATION);
        assertThat(store().keys().versionsBefore(line, 4, 10)).containsExactly(three, one);
    }
}
