package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.KeyChange;
import io.keywright.model.AccessPolicy;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyUsage;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.testkit.Samples;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A policy is changed from the version that its maker saw, or not at all. */
public interface PolicyContract extends StoreFixture {

    Scope OWNER = Samples.scope("acme");
    AccessPolicy STRICT = new AccessPolicy(
            Set.of("*"), true, 7, Map.of("*", Set.of(KeyUsage.VERIFY), "billing", Set.of(KeyUsage.values())));
    AccessPolicy LOOSE = new AccessPolicy(Set.of(), false, AccessPolicy.MAX_USAGE);

    private Keys keys() throws Exception {
        return new Keys(store());
    }

    private boolean change(KeyMetadata from, AccessPolicy policy) throws Exception {
        return keys().apply(new KeyChange.PolicyChanged(from.under(policy)));
    }

    private StoredKey created(long seed) throws Exception {
        StoredKey key = new Samples(seed).key(OWNER, "signing");
        assertThat(keys().create(key)).isTrue();
        return key;
    }

    @Test
    default void aPolicyIsKeptWithAllItsMembersAndNothingElseChanges() throws Exception {
        StoredKey key = created(1);
        KeyMetadata strict = key.metadata().under(STRICT);
        assertThat(change(key.metadata(), STRICT)).isTrue();
        keys().assertStored(new StoredKey(strict, key.wrapped()));
        assertThat(change(strict, LOOSE)).isTrue();
        reopen();
        keys().assertStored(new StoredKey(strict.under(LOOSE), key.wrapped()));
    }

    @Test
    default void ofTwoChangesFromOneVersionTheFirstApplies() throws Exception {
        StoredKey key = created(2);
        assertThat(change(key.metadata(), STRICT)).isTrue();
        assertThat(change(key.metadata(), LOOSE)).isFalse();
        keys().assertStored(new StoredKey(key.metadata().under(STRICT), key.wrapped()));
    }

    @Test
    default void aKeyOfAnotherScopeKeepsItsPolicy() throws Exception {
        StoredKey key = created(3);
        KeyMetadata stolen =
                new Samples(3).key(Samples.scope("globex"), "signing").metadata();
        assertThat(stolen.keyId()).isEqualTo(key.metadata().keyId());
        assertThat(change(stolen, LOOSE)).isFalse();
        keys().assertStored(key);
    }

    @Test
    default void aDestroyedKeyKeepsItsPolicy() throws Exception {
        StoredKey key = created(4);
        keys().revoke(key.metadata(), KeyState.ACTIVE);
        assertThat(change(key.metadata(), LOOSE)).isFalse();
    }

    @Test
    default void allVersionsOfALineAreUnderItsPolicy() throws Exception {
        StoredKey key = created(7);
        StoredKey heir = new Samples(8).successor(key.metadata());
        keys().rotate(key.metadata(), heir);
        KeyMetadata rotated = Samples.rotated(key.metadata(), heir.metadata());
        assertThat(change(rotated, STRICT)).isTrue();
        keys().assertStored(new StoredKey(rotated.under(STRICT), key.wrapped()));
        keys().assertStored(new StoredKey(heir.metadata().under(STRICT), heir.wrapped()));
    }

    @Test
    default void aRotationIsMadeUnderThePolicyThatItsMakerSaw() throws Exception {
        StoredKey key = created(5);
        StoredKey heir = new Samples(6).successor(key.metadata());
        assertThat(change(key.metadata(), STRICT)).isTrue();
        assertThat(keys().rotate(key.metadata(), heir)).isFalse();
        assertThat(keys().rotate(key.metadata().under(STRICT), heir)).isTrue();
    }
}
