package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.KeyChange;
import io.keywright.model.DistantKey;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.testkit.Samples;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Key pairs inside providers: none is forgotten there, and none that a key needs is erased. */
public interface DistantKeyContract extends StoreFixture {

    Scope KEEPING = Samples.scope("acme");
    Instant SOON = Samples.START.plusSeconds(60);
    Instant LATER = Samples.START.plusSeconds(120);

    private Keys keys() throws Exception {
        return new Keys(store());
    }

    private static DistantKey pair(KeyMetadata key) {
        return new DistantKey("hsm", KEEPING.tenantId(), key.keyId().toString());
    }

    private List<DistantKey> unneeded(Instant now) throws Exception {
        return store().distantKeys().unneeded(now, "", 10);
    }

    private void begin(StoredKey key) throws Exception {
        assertThat(keys().apply(new KeyChange.DistantBegun(pair(key.metadata()), SOON)))
                .isTrue();
    }

    @Test
    default void aPairThatNoKeyCameForIsErasedAfterItsTime() throws Exception {
        DistantKey pair = pair(new Samples(1).key(KEEPING, null).metadata());
        keys().apply(new KeyChange.DistantBegun(pair, SOON));
        assertThat(unneeded(SOON)).isEmpty();
        assertThat(unneeded(LATER)).containsExactly(pair);
        assertThat(store().distantKeys().unneeded(pair.name())).hasValue(pair);
        reopen();
        assertThat(keys().apply(new KeyChange.DistantErased(pair))).isTrue();
        assertThat(keys().apply(new KeyChange.DistantErased(pair))).isFalse();
        assertThat(unneeded(LATER)).isEmpty();
    }

    @Test
    default void aPairThatAKeyNeedsIsNotErasedUntilTheKeyIsRevoked() throws Exception {
        StoredKey key = Samples.inside(new Samples(2).key(KEEPING, "signing"));
        DistantKey pair = pair(key.metadata());
        begin(key);
        assertThat(keys().create(key)).isTrue();
        assertThat(unneeded(LATER)).isEmpty();
        assertThat(store().distantKeys().unneeded(pair.name())).isEmpty();
        assertThat(keys().apply(new KeyChange.DistantErased(pair))).isFalse();
        assertThat(keys().revoke(key.metadata(), KeyState.ARCHIVED)).isFalse();
        assertThat(unneeded(LATER)).isEmpty();
        assertThat(keys().revoke(key.metadata(), KeyState.ACTIVE)).isTrue();
        assertThat(unneeded(LATER)).containsExactly(pair);
    }

    @Test
    default void aKeyWhosePairIsGoneIsNotMade() throws Exception {
        Samples samples = new Samples(3);
        StoredKey key = Samples.inside(samples.key(KEEPING, "signing"));
        assertThat(keys().create(key)).isFalse();
        begin(key);
        assertThat(keys().create(key)).isTrue();
        StoredKey next = Samples.inside(samples.successor(key.metadata()));
        assertThat(keys().rotate(key.metadata(), next)).isFalse();
        begin(next);
        assertThat(keys().rotate(key.metadata(), next)).isTrue();
        assertThat(unneeded(LATER)).isEmpty();
    }

    @Test
    default void whatIsUnneededComesInPages() throws Exception {
        Samples samples = new Samples(4);
        List<StoredKey> made = List.of(samples.key(KEEPING, null), samples.key(KEEPING, null));
        for (StoredKey key : made) {
            begin(key);
        }
        List<DistantKey> all = unneeded(LATER);
        assertThat(all).hasSize(2);
        assertThat(store().distantKeys().unneeded(LATER, "", 1)).containsExactly(all.getFirst());
        assertThat(store().distantKeys().unneeded(LATER, all.getFirst().name(), 10))
                .containsExactly(all.getLast());
    }
}
