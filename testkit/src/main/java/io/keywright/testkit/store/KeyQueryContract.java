package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.lifecycle.KeyStore.KeyFilter;
import io.keywright.model.Environment;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys are found in their own scope, listed in order, and counted. */
public interface KeyQueryContract extends StoreFixture {

    Scope HOME = new Scope("acme", Environment.PROD, Plane.TENANT);
    KeyFilter ALL = new KeyFilter(null, null, null);

    /** Differ from {@link #HOME} in one part each. */
    List<Scope> ELSEWHERE = List.of(
            new Scope("Acme", Environment.PROD, Plane.TENANT),
            new Scope("acme", Environment.DEV, Plane.TENANT),
            new Scope("acme", Environment.PROD, Plane.PRODUCT));

    private StoredKey created(StoredKey key) throws Exception {
        assertThat(new Keys(store()).create(key)).isTrue();
        return key;
    }

    @Test
    default void aKeyOfAnotherScopeIsNotThere() throws Exception {
        StoredKey key = created(new Samples(1).key(HOME, "signing"));
        for (Scope scope : ELSEWHERE) {
            KeyReference byId = new KeyReference.ById(key.metadata().keyId());
            assertThat(store().keys().key(scope, byId)).isEmpty();
            assertThat(store().keys().key(scope, new KeyReference.ByAlias("signing")))
                    .isEmpty();
            assertThat(store().keys().keys(scope, ALL, null, 10)).isEmpty();
        }
    }

    @Test
    default void anUnknownKeyIsNotThere() throws Exception {
        created(new Samples(2).key(HOME, "signing"));
        assertThat(store().keys().key(HOME, new KeyReference.ById(new UUID(0, 0))))
                .isEmpty();
        assertThat(store().keys().key(HOME, new KeyReference.ByAlias("Signing")))
                .isEmpty();
    }

    @Test
    default void pagesHoldEveryKeyOfTheScopeOnceInTheOrderOfCreation() throws Exception {
        Samples samples = new Samples(3);
        List<KeyMetadata> expected = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            expected.add(created(samples.key(HOME, null)).metadata());
            created(samples.key(ELSEWHERE.get(i % 3), null));
        }
        List<KeyMetadata> listed = new ArrayList<>();
        List<KeyMetadata> page = list(ALL, null, 5);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(5);
            listed.addAll(page);
            page = list(ALL, page.getLast().keyId(), 5);
        }
        assertThat(listed).isEqualTo(expected);
    }

    @Test
    default void filtersNarrowByTypeStateAndAlias() throws Exception {
        Samples samples = new Samples(4);
        KeyMetadata old = created(samples.key(HOME, "a", KeyType.AES_256)).metadata();
        KeyMetadata other = created(samples.key(HOME, "b", KeyType.RSA_2048)).metadata();
        StoredKey fresh = samples.successor(old);
        assertThat(new Keys(store()).rotate(old, fresh)).isTrue();
        KeyMetadata rotated = Samples.rotated(old, fresh.metadata());
        assertThat(list(new KeyFilter(KeyType.RSA_2048, null, null))).containsExactly(other);
        assertThat(list(new KeyFilter(null, KeyState.PENDING_ROTATION, null))).containsExactly(rotated);
        assertThat(list(new KeyFilter(null, null, "a"))).containsExactly(rotated, fresh.metadata());
        assertThat(list(new KeyFilter(KeyType.AES_256, KeyState.ACTIVE, "a"))).containsExactly(fresh.metadata());
        assertThat(list(new KeyFilter(KeyType.RSA_2048, KeyState.ACTIVE, "a"))).isEmpty();
    }

    private List<KeyMetadata> list(KeyFilter filter) throws Exception {
        return list(filter, null, 10);
    }

    private List<KeyMetadata> list(KeyFilter filter, @Nullable UUID after, int limit) throws Exception {
        return store().keys().keys(HOME, filter, after, limit).stream()
                .map(StoredKey::metadata)
                .toList();
    }

    @Test
    default void listsWhatVouchesForEachKeyWithIt() throws Exception {
        StoredKey key = created(new Samples(6).key(HOME, null));
        assertThat(store().keys().keys(HOME, ALL, null, 10))
                .singleElement()
                .satisfies(listed -> assertThat(listed.wrapped())
                        .hasValueSatisfying(found -> assertThat(found.blob())
                                .isEqualTo(key.wrapped().orElseThrow().blob())));
    }

    @Test
    default void countsKeysOfAllScopesByTypeAndState() throws Exception {
        Samples samples = new Samples(5);
        assertThat(store().keys().keyCounts()).isEmpty();
        StoredKey lost = created(samples.key(HOME, null));
        created(samples.key(ELSEWHERE.getFirst(), null));
        created(samples.key(HOME, null, KeyType.AES_256));
        new Keys(store()).revoke(lost.metadata(), KeyState.ACTIVE);
        assertThat(store().keys().keyCounts())
                .isEqualTo(Map.of(
                        KeyType.ED25519, Map.of(KeyState.ACTIVE, 1L, KeyState.DESTROYED, 1L),
                        KeyType.AES_256, Map.of(KeyState.ACTIVE, 1L)));
    }
}
