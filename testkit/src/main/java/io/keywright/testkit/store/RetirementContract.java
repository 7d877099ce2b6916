package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys that are put out of use, and destroyed when their time has come. */
public interface RetirementContract extends StoreFixture {

    Scope ACME = Samples.scope("acme");
    Instant DUE = Samples.START.plus(Duration.ofDays(30));

    private Keys keys() throws Exception {
        return new Keys(store());
    }

    private static Change move(KeyMetadata key, KeyMetadata before) {
        return new KeyChange.Moved(key, before, Samples.START);
    }

    private static KeyMetadata planned(KeyMetadata key) {
        return key.in(KeyState.ARCHIVED).destroyedAt(DUE);
    }

    @Test
    default void aMoveAppliesOnceAndKeepsTheMaterial() throws Exception {
        StoredKey key = new Samples(21).key(ACME, "signing");
        KeyMetadata archived = key.metadata().in(KeyState.ARCHIVED);
        keys().create(key);
        assertThat(keys().apply(move(archived, key.metadata()))).isTrue();
        keys().assertStored(new StoredKey(archived, key.wrapped()));
        assertThat(keys().apply(move(archived, key.metadata()))).isFalse();
        assertThat(keys().apply(move(key.metadata(), archived))).isTrue();
        keys().assertStored(key);
    }

    @Test
    default void aPlannedDestructionIsFoundWhenItsTimeHasCome() throws Exception {
        StoredKey key = new Samples(22).key(ACME, "signing");
        KeyMetadata planned = planned(key.metadata());
        keys().create(key);
        keys().create(new Samples(23).key(ACME, "other"));
        assertThat(keys().apply(move(planned, key.metadata()))).isTrue();
        keys().assertStored(new StoredKey(planned, key.wrapped()));
        assertThat(store().keys().destroyedBy(DUE.minusMillis(1), 10)).isEmpty();
        assertThat(store().keys().destroyedBy(DUE, 10)).containsExactly(planned);
        assertThat(store().keys().destroyedBy(DUE, 0)).isEmpty();
    }

    @Test
    default void aDestroyedKeyHasNoMaterialAndIsNotFoundAgain() throws Exception {
        StoredKey key = new Samples(24).key(ACME, "signing");
        KeyMetadata planned = planned(key.metadata());
        KeyMetadata destroyed = planned.in(KeyState.DESTROYED);
        keys().create(key);
        keys().apply(move(planned, key.metadata()));
        assertThat(keys().apply(move(destroyed, planned))).isTrue();
        keys().assertStored(new StoredKey(destroyed, Optional.empty()));
        assertThat(store().keys().destroyedBy(DUE, 10)).isEmpty();
    }

    @Test
    default void whatWasCancelledMeanwhileIsNotDestroyed() throws Exception {
        StoredKey key = new Samples(25).key(ACME, "signing");
        KeyMetadata planned = planned(key.metadata());
        KeyMetadata archived = planned.in(KeyState.ARCHIVED);
        keys().create(key);
        keys().apply(move(planned, key.metadata()));
        assertThat(keys().apply(move(archived, planned))).isTrue();
        assertThat(keys().apply(move(planned.in(KeyState.DESTROYED), planned))).isFalse();
        keys().assertStored(new StoredKey(archived, key.wrapped()));
        assertThat(store().keys().destroyedBy(DUE, 10)).isEmpty();
    }

    @Test
    default void aRevocationEndsThePlan() throws Exception {
        StoredKey key = new Samples(26).key(ACME, "signing");
        KeyMetadata planned = planned(key.metadata());
        keys().create(key);
        keys().apply(move(planned, key.metadata()));
        assertThat(keys().revoke(planned, KeyState.ARCHIVED)).isTrue();
        keys().assertStored(new StoredKey(planned.in(KeyState.DESTROYED), Optional.empty()));
        assertThat(store().keys().destroyedBy(DUE, 10)).isEmpty();
    }
}
