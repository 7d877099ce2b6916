package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A change applies if the state that it starts from still holds, and leaves no trace if not. */
public interface ChangeContract extends StoreFixture {

    Scope ACME = Samples.scope("acme");
    Scope GLOBEX = Samples.scope("globex");

    private Keys keys() throws Exception {
        return new Keys(store());
    }

    @Test
    default void appliesAChangeThatChangesNothing() throws Exception {
        assertThat(keys().apply(new Change.None())).isTrue();
    }

    @Test
    default void keepsEveryMemberOfAKey() throws Exception {
        Samples samples = new Samples(2);
        for (KeyType type : KeyType.values()) {
            StoredKey key = samples.key(ACME, "of " + type.wireName(), type);
            assertThat(keys().create(key)).isTrue();
            keys().assertStored(key);
        }
    }

    @Test
    default void givesAnAliasToOneKeyOfItsScopeOnly() throws Exception {
        Samples samples = new Samples(3);
        StoredKey first = samples.key(ACME, "signing");
        StoredKey late = samples.key(ACME, "signing");
        StoredKey elsewhere = samples.key(GLOBEX, "signing");
        assertThat(keys().create(first)).isTrue();
        assertThat(keys().create(late)).isFalse();
        assertThat(keys().create(elsewhere)).isTrue();
        assertThat(keys().byId(late.metadata())).isEmpty();
        Keys.assertSame(keys().byAlias(ACME, "signing").orElseThrow(), first);
        Keys.assertSame(keys().byAlias(GLOBEX, "signing").orElseThrow(), elsewhere);
    }

    @Test
    default void erasesTheMaterialOfARevokedKeyAndKeepsItsMetadata() throws Exception {
        StoredKey key = new Samples(4).key(ACME, "signing");
        keys().create(key);
        assertThat(keys().revoke(key.metadata(), KeyState.ACTIVE)).isTrue();
        StoredKey destroyed = new StoredKey(key.metadata().in(KeyState.DESTROYED), Optional.empty());
        keys().assertStored(destroyed);
        Keys.assertSame(keys().byAlias(ACME, "signing").orElseThrow(), destroyed);
    }

    @Test
    default void revokesAKeyOnceAndOnlyFromTheStateThatItIsIn() throws Exception {
        StoredKey key = new Samples(5).key(ACME, null);
        keys().create(key);
        assertThat(keys().revoke(key.metadata(), KeyState.PENDING_ROTATION)).isFalse();
        keys().assertStored(key);
        assertThat(keys().revoke(key.metadata(), KeyState.ACTIVE)).isTrue();
        assertThat(keys().revoke(key.metadata(), KeyState.ACTIVE)).isFalse();
    }

    @Test
    default void freesTheAliasOfARevokedKeyForTheNextKey() throws Exception {
        Samples samples = new Samples(6);
        StoredKey lost = samples.key(ACME, "signing");
        StoredKey next = samples.key(ACME, "signing");
        keys().create(lost);
        keys().revoke(lost.metadata(), KeyState.ACTIVE);
        assertThat(keys().create(next)).isTrue();
        Keys.assertSame(keys().byAlias(ACME, "signing").orElseThrow(), next);
    }

    @Test
    default void changesNoKeyOfAnotherScope() throws Exception {
        StoredKey key = new Samples(7).key(ACME, null);
        keys().create(key);
        KeyMetadata stolen = new Samples(7).key(GLOBEX, null).metadata();
        assertThat(stolen.keyId()).isEqualTo(key.metadata().keyId());
        assertThat(keys().revoke(stolen, KeyState.ACTIVE)).isFalse();
        assertThat(keys().rotate(stolen, new Samples(8).successor(stolen))).isFalse();
        keys().assertStored(key);
    }

    @Test
    default void ofRacingChangesInOneTransactionAppliesTheFirstAndCommitsTheRest() throws Exception {
        Samples samples = new Samples(9);
        StoredKey key = samples.key(ACME, null);
        StoredKey other = samples.key(ACME, null);
        List<Boolean> applied = new ArrayList<>();
        store().journal().transaction(transaction -> {
            applied.add(transaction.apply(new KeyChange.Created(key)));
            applied.add(transaction.apply(Keys.revocation(key.metadata(), KeyState.ACTIVE)));
            applied.add(transaction.apply(Keys.revocation(key.metadata(), KeyState.ACTIVE)));
            applied.add(transaction.apply(new KeyChange.Created(other)));
        });
        assertThat(applied).containsExactly(true, true, false, true);
        keys().assertStored(other);
    }
}
