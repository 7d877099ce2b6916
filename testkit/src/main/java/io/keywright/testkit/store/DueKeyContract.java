package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.authorization.Reach;
import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.core.change.RootChange;
import io.keywright.core.change.UsageChange;
import io.keywright.core.quota.EncryptionLimit;
import io.keywright.core.rotation.DueKey;
import io.keywright.core.rotation.DueKeys.Figures;
import io.keywright.core.rotation.DueKeys.Wanted;
import io.keywright.core.rotation.DuePlace;
import io.keywright.core.rotation.Schedule;
import io.keywright.model.Environment;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.Plane;
import io.keywright.model.RootRefusal;
import io.keywright.model.RotationRule;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** When keys are due for rotation. */
public interface DueKeyContract extends StoreFixture {

    Scope DUE_HOME = Samples.scope("acme");
    Duration QUARTER = Duration.ofDays(90);
    Schedule QUARTERLY = new Schedule(Map.of(KeyType.ED25519, QUARTER));
    Instant ALL_DUE = Samples.START.plus(QUARTER);

    private StoredKey created(StoredKey key) throws Exception {
        assertThat(new Keys(store()).create(key)).isTrue();
        return key;
    }

    private List<DueKey> due(Instant until) throws Exception {
        return store().dueKeys().due(QUARTERLY, new Wanted(until, Optional.empty(), false), DuePlace.START, 100);
    }

    private static Change ruled(KeyMetadata key, RotationRule rule) {
        return new KeyChange.RotationRuleChanged(key.rotating(rule), key.line().rotation());
    }

    @Test
    default void anActiveKeyIsDueWhenTheScheduleSaysAndNoOther() throws Exception {
        Samples samples = new Samples(31);
        StoredKey key = created(samples.key(DUE_HOME, null));
        StoredKey revoked = created(samples.key(DUE_HOME, null));
        created(samples.key(DUE_HOME, null, KeyType.AES_256));
        new Keys(store()).revoke(revoked.metadata(), KeyState.ACTIVE);
        Instant time = QUARTERLY.due(key.metadata()).orElseThrow();
        assertThat(due(time.minusMillis(1))).isEmpty();
        assertThat(due(time)).containsExactly(new DueKey(key.metadata(), time, ALL_DUE, OptionalInt.empty(), false));
        assertThat(store().dueKeys().figures(QUARTERLY, ALL_DUE)).isEqualTo(new Figures(Optional.of(time), 0));
        assertThat(store().dueKeys().figures(QUARTERLY, ALL_DUE.plusMillis(1)))
                .isEqualTo(new Figures(Optional.of(time), 1));
        assertThat(store().dueKeys().oldest(QUARTERLY)).contains(key.metadata().createdAt());
        assertThat(store().dueKeys().figures(new Schedule(Map.of()), ALL_DUE))
                .isEqualTo(new Figures(Optional.empty(), 0));
        assertThat(store().dueKeys().oldest(new Schedule(Map.of()))).isEmpty();
    }

    @Test
    default void aKeyNearTheLimitOfItsEncryptionsIsDueSinceItCameThereWhateverItsRuleAndAge() throws Exception {
        Samples samples = new Samples(36);
        KeyMetadata key = created(samples.key(DUE_HOME, null)).metadata();
        KeyMetadata other = created(samples.key(DUE_HOME, null)).metadata();
        KeyMetadata never = key.rotating(RotationRule.OFF);
        assertThat(new Keys(store()).apply(ruled(key, RotationRule.OFF))).isTrue();
        encrypted(key, EncryptionLimit.ROTATE_AT - 1);
        encrypted(other, 1);
        Instant far = Instant.parse("2100-01-01T00:00:00Z");
        assertThat(due(far)).extracting(DueKey::key).containsExactly(other);

        encrypted(key, 1);
        encrypted(key, 1);
        DueKey due =
                new DueKey(never, Samples.START, Samples.START.plus(Duration.ofHours(1)), OptionalInt.empty(), false);
        Schedule none = new Schedule(Map.of());
        Wanted now = new Wanted(Samples.START, Optional.empty(), false);
        assertThat(store().dueKeys().due(none, now, DuePlace.START, 9)).containsExactly(due);
        assertThat(due(far)).hasSize(2).contains(due);
        assertThat(store().dueKeys().figures(none, far)).isEqualTo(new Figures(Optional.of(Samples.START), 1));

        new Keys(store()).revoke(never, KeyState.ACTIVE);
        assertThat(due(far)).extracting(DueKey::key).containsExactly(other);
    }

    private void encrypted(KeyMetadata key, long times) throws Exception {
        Change use = new UsageChange.KeyUsed(key.scope(), key.keyId(), LocalDate.of(2026, 1, 2)).encrypting(times);
        assertThat(new Keys(store()).apply(use)).isTrue();
    }

    @Test
    default void aRuleOfALineCountsMoreThanTheSchedule() throws Exception {
        Samples samples = new Samples(32);
        KeyMetadata often = created(samples.key(DUE_HOME, null)).metadata();
        KeyMetadata never = created(samples.key(DUE_HOME, null)).metadata();
        KeyMetadata other =
                created(samples.key(DUE_HOME, null, KeyType.AES_256)).metadata();
        RotationRule daily = new RotationRule.Every(Duration.ofDays(1));
        assertThat(new Keys(store()).apply(ruled(often, daily))).isTrue();
        assertThat(new Keys(store()).apply(ruled(often, daily))).isFalse();
        assertThat(new Keys(store()).apply(ruled(never, RotationRule.OFF))).isTrue();
        assertThat(new Keys(store()).apply(ruled(other, daily))).isTrue();
        assertThat(due(Samples.START.plus(Duration.ofDays(1))))
                .extracting(DueKey::key)
                .containsExactlyInAnyOrder(often.rotating(daily), other.rotating(daily));
        assertThat(due(ALL_DUE)).hasSize(2);
    }

    @Test
    default void pagesFollowTheOrderInWhichKeysAreDue() throws Exception {
        Samples samples = new Samples(33);
        for (int i = 0; i < 7; i++) {
            created(samples.key(DUE_HOME, null));
        }
        Wanted wanted = new Wanted(ALL_DUE, Optional.empty(), false);
        List<DueKey> paged = new ArrayList<>();
        List<DueKey> page = store().dueKeys().due(QUARTERLY, wanted, DuePlace.START, 3);
        while (!page.isEmpty()) {
            paged.addAll(page);
            page = store().dueKeys().due(QUARTERLY, wanted, page.getLast().place(), 3);
        }
        assertThat(paged).hasSize(7).isSortedAccordingTo(Comparator.comparing(DueKey::dueAt));
    }

    @Test
    default void onlyWhatIsAskedForIsFound() throws Exception {
        Samples samples = new Samples(34);
        StoredKey here = created(samples.key(DUE_HOME, null));
        StoredKey there = created(samples.key(new Scope("acme", Environment.DEV, Plane.TENANT), null));
        StoredKey others = created(samples.key(Samples.scope("globex"), null));
        store().journal()
                .transaction(transaction -> transaction.apply(
                        new RootChange.Refused("globex", new RootRefusal("local", "key_disabled", Samples.START))));
        assertThat(found(Optional.of(Reach.of(DUE_HOME)))).containsExactly(here.metadata());
        assertThat(found(Optional.of(Reach.all("acme")))).containsExactlyInAnyOrder(here.metadata(), there.metadata());
        assertThat(found(Optional.empty())).hasSize(3);
        assertThat(due(ALL_DUE))
                .filteredOn(DueKey::rootOff)
                .extracting(DueKey::key)
                .containsExactly(others.metadata());
        assertThat(store().dueKeys().due(QUARTERLY, new Wanted(ALL_DUE, Optional.empty(), true), DuePlace.START, 9))
                .hasSize(3);
    }

    private List<KeyMetadata> found(Optional<Reach> reach) throws Exception {
        return store().dueKeys().due(QUARTERLY, new Wanted(ALL_DUE, reach, false), DuePlace.START, 9).stream()
                .map(DueKey::key)
                .toList();
    }

    @Test
    default void eachAnnouncementAppliesOnceAndInOrder() throws Exception {
        KeyMetadata key = created(new Samples(35).key(DUE_HOME, null)).metadata();
        assertThat(new Keys(store()).apply(new KeyChange.RotationAnnounced(key, ALL_DUE, 7)))
                .isTrue();
        assertThat(new Keys(store()).apply(new KeyChange.RotationAnnounced(key, ALL_DUE, 7)))
                .isFalse();
        assertThat(new Keys(store()).apply(new KeyChange.RotationAnnounced(key, ALL_DUE, 30)))
                .isFalse();
        assertThat(new Keys(store()).apply(new KeyChange.RotationAnnounced(key, ALL_DUE, 0)))
                .isTrue();
        assertThat(due(ALL_DUE)).extracting(DueKey::announced).containsExactly(OptionalInt.of(0));
    }
}
