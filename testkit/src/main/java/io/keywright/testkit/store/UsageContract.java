package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.Change;
import io.keywright.core.change.UsageChange;
import io.keywright.core.change.UsageChange.KeyUsed;
import io.keywright.core.journal.Overdrawn;
import io.keywright.core.journal.StoreException;
import io.keywright.core.quota.EncryptionLimit;
import io.keywright.model.Environment;
import io.keywright.model.KeyUsage;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.Tally;
import io.keywright.testkit.Samples;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Uses of keys are added up per key and day, and kept as long as they are needed. */
public interface UsageContract extends StoreFixture {

    Scope USING = new Scope("acme", Environment.PROD, Plane.TENANT);
    LocalDate TODAY = LocalDate.of(2026, 1, 2);

    private void use(KeyUsed... uses) throws Exception {
        store().journal().transaction(transaction -> {
            for (KeyUsed use : uses) {
                assertThat(transaction.apply(use)).isTrue();
            }
        });
    }

    private long used(Scope scope, UUID keyId, LocalDate day) throws Exception {
        return store().usage().used(scope, keyId, day);
    }

    @Test
    default void aKeyThatWasNeverUsedHasNoUses() throws Exception {
        assertThat(used(USING, new Samples(1).id(), TODAY)).isZero();
    }

    @Test
    default void usesAddUpWithinATransactionAndOverManyAndOverARestart() throws Exception {
        KeyUsed use = new KeyUsed(USING, new Samples(2).id(), TODAY);
        use(use, use, use);
        use(use);
        reopen();
        use(use, use);
        assertThat(used(USING, use.keyId(), TODAY)).isEqualTo(6);
    }

    @Test
    default void whatCouldNotBeWrittenIsForgotten() throws Exception {
        Samples samples = new Samples(12);
        KeyUsed use = new KeyUsed(USING, samples.id(), TODAY).encrypting(1);
        KeyUsed impossible = new KeyUsed(USING, samples.id(), TODAY, 0);
        assertThatThrownBy(() -> use(use, impossible)).isInstanceOf(StoreException.class);
        use(use);
        use(use);
        assertThat(used(USING, use.keyId(), TODAY)).isEqualTo(2);
    }

    /** Others have used the key since this node has counted: that is found when its own uses are written. */
    @Test
    default void usesThatHaveNoRoomAreFoundWhenTheyAreWrittenAndDoNotApplyTheNextTime() throws Exception {
        Samples samples = new Samples(11);
        KeyUsed use = new KeyUsed(USING, samples.id(), TODAY, 2).within(6);
        KeyUsed further = new KeyUsed(USING, samples.id(), TODAY).within(1);
        use(use, use);
        assertThatThrownBy(() -> use(use, use, further)).isInstanceOf(Overdrawn.class);
        assertThat(used(USING, use.keyId(), TODAY)).isEqualTo(4);
        KeyUsed refused = new KeyUsed(USING, use.keyId(), TODAY);
        Change twoKeys = new UsageChange.KeysUsed(further, use);
        store().journal().transaction(transaction -> {
            assertThat(transaction.apply(use)).isTrue();
            assertThat(transaction.apply(use)).isFalse();
            assertThat(transaction.apply(twoKeys)).isFalse();
            assertThat(transaction.apply(further)).isTrue();
            assertThat(transaction.apply(refused)).isTrue();
        });
        assertThat(used(USING, use.keyId(), TODAY)).isEqualTo(7);
        assertThat(used(USING, further.keyId(), TODAY)).isEqualTo(1);
    }

    @Test
    default void oneOfManyKeysThatHasNoRoomTakesNoneFromTheOthers() throws Exception {
        Samples samples = new Samples(14);
        KeyUsed[] uses = new KeyUsed[150];
        for (int i = 0; i < uses.length; i++) {
            uses[i] = new KeyUsed(USING, samples.id(), TODAY).within(i == 100 ? 1 : 2);
        }
        use(uses);
        assertThatThrownBy(() -> use(uses)).isInstanceOf(Overdrawn.class);
        store().journal().transaction(transaction -> {
            for (int i = 0; i < uses.length; i++) {
                assertThat(transaction.apply(uses[i])).as("key " + i).isEqualTo(i != 100);
            }
        });
        for (int i = 0; i < uses.length; i++) {
            assertThat(used(USING, uses[i].keyId(), TODAY)).as("key " + i).isEqualTo(i == 100 ? 1 : 2);
        }
    }

    /** Who encrypts anew under the same key uses it twice. */
    @Test
    default void aKeyThatOneCallUsesForBothOfItsEndsNeedsRoomForBoth() throws Exception {
        KeyUsed use = new KeyUsed(USING, new Samples(13).id(), TODAY).within(4);
        Change twice = new UsageChange.KeysUsed(use, use);
        use(use, use, use);
        assertThatThrownBy(() -> use(use, use)).isInstanceOf(Overdrawn.class);
        store().journal().transaction(transaction -> {
            assertThat(transaction.apply(twice)).isFalse();
            assertThat(transaction.apply(new Change.DoneWithKey(twice, new Change.None())))
                    .isFalse();
            assertThat(transaction.apply(use)).isTrue();
        });
        assertThat(used(USING, use.keyId(), TODAY)).isEqualTo(4);
    }

    @Test
    default void encryptionsThatHaveNoRoomAreFoundLikewise() throws Exception {
        UUID key = new Samples(12).id();
        use(new KeyUsed(USING, key, TODAY).encrypting(EncryptionLimit.MOST - 1));
        KeyUsed one = new KeyUsed(USING, key, TODAY).encrypting(1);
        assertThatThrownBy(() -> use(one, one)).isInstanceOf(Overdrawn.class);
        store().journal().transaction(transaction -> {
            assertThat(transaction.apply(one)).isTrue();
            assertThat(transaction.apply(one)).isFalse();
        });
        assertThat(store().usage().encryptions(USING, key)).isEqualTo(EncryptionLimit.MOST);
    }

    @Test
    default void usesOfABatchAndOfTwoKeysAtOnceAddUpLikeAnyOthers() throws Exception {
        Samples samples = new Samples(7);
        KeyUsed once = new KeyUsed(USING, samples.id(), TODAY);
        KeyUsed often = new KeyUsed(USING, once.keyId(), TODAY, 998);
        KeyUsed other = new KeyUsed(USING, samples.id(), TODAY, 3);
        Change both = new UsageChange.KeysUsed(often, other);
        Tally tally = new Tally(List.of(new Tally.Use(other.keyId(), KeyUsage.ENCRYPT, 3, 0)), Optional.empty());
        store().journal().transaction(transaction -> {
            assertThat(transaction.apply(once)).isTrue();
            assertThat(transaction.apply(new UsageChange.Told(tally, both))).isTrue();
            assertThat(transaction.apply(once)).isTrue();
        });
        assertThat(used(USING, once.keyId(), TODAY)).isEqualTo(1000);
        assertThat(used(USING, other.keyId(), TODAY)).isEqualTo(3);
    }

    @Test
    default void encryptionsAddUpOverDaysThatAreForgottenAndOverARestart() throws Exception {
        Samples samples = new Samples(8);
        KeyUsed use = new KeyUsed(USING, samples.id(), TODAY, 3);
        use(use.encrypting(3), use, new KeyUsed(USING, use.keyId(), TODAY.plusDays(1), 9).encrypting(8));
        use(new KeyUsed(USING, samples.id(), TODAY.plusDays(9)));
        reopen();
        use(use.encrypting(EncryptionLimit.MOST - 11));
        assertThat(used(USING, use.keyId(), TODAY.plusDays(1)))
                .as("a day long past")
                .isZero();
        assertThat(store().usage().encryptions(USING, use.keyId()))
                .as("more than 32 bits hold")
                .isEqualTo(1L << 32);
        assertThat(store().usage().encryptions(new Scope("acme", Environment.DEV, Plane.TENANT), use.keyId()))
                .isZero();
    }

    @Test
    default void encryptionsOfATransactionThatFailsAreNone() throws Exception {
        KeyUsed use = new KeyUsed(USING, new Samples(9).id(), TODAY).encrypting(1);
        assertThatThrownBy(() -> store().journal().transaction(transaction -> {
                    transaction.apply(use);
                    throw new StoreException("as planned");
                }))
                .isInstanceOf(StoreException.class);
        use(use);
        assertThat(store().usage().encryptions(USING, use.keyId())).isEqualTo(1);
    }

    @Test
    default void eachKeyScopeAndDayIsCountedForItself() throws Exception {
        Samples samples = new Samples(3);
        UUID key = samples.id();
        use(new KeyUsed(USING, key, TODAY), new KeyUsed(USING, key, TODAY.plusDays(1)));
        for (Scope elsewhere : List.of(
                new Scope("Acme", Environment.PROD, Plane.TENANT),
                new Scope("acme", Environment.DEV, Plane.TENANT),
                new Scope("acme", Environment.PROD, Plane.PRODUCT))) {
            use(new KeyUsed(elsewhere, key, TODAY), new KeyUsed(elsewhere, key, TODAY));
            assertThat(used(elsewhere, key, TODAY)).isEqualTo(2);
        }
        assertThat(used(USING, key, TODAY)).isEqualTo(1);
        assertThat(used(USING, key, TODAY.plusDays(1))).isEqualTo(1);
        assertThat(used(USING, samples.id(), TODAY)).isZero();
    }

    @Test
    default void aTransactionThatFailsCountsNothingNowOrLater() throws Exception {
        KeyUsed use = new KeyUsed(USING, new Samples(4).id(), TODAY);
        StoreException failure = new StoreException("as planned");
        assertThatThrownBy(() -> store().journal().transaction(transaction -> {
                    transaction.apply(use);
                    throw failure;
                }))
                .isSameAs(failure);
        use(use);
        assertThat(used(USING, use.keyId(), TODAY)).isEqualTo(1);
    }

    @Test
    default void daysLongPastAreRemovedOnceANewDayBegins() throws Exception {
        Samples samples = new Samples(5);
        UUID key = samples.id();
        use(new KeyUsed(USING, key, TODAY));
        use(new KeyUsed(USING, samples.id(), TODAY.plusDays(1)));
        assertThat(used(USING, key, TODAY)).as("yesterday").isEqualTo(1);
        use(new KeyUsed(USING, samples.id(), TODAY.plusDays(2)));
        assertThat(used(USING, key, TODAY)).as("the day before yesterday").isZero();
    }

    @Test
    default void manyOldKeysAreRemovedLittleByLittle() throws Exception {
        Samples samples = new Samples(6);
        KeyUsed[] old = new KeyUsed[2500];
        for (int i = 0; i < old.length; i++) {
            old[i] = new KeyUsed(USING, samples.id(), TODAY);
        }
        use(old);
        KeyUsed next = new KeyUsed(USING, samples.id(), TODAY.plusDays(9));
        for (int i = 0; i < 3; i++) {
            use(next);
        }
        for (KeyUsed use : old) {
            assertThat(used(USING, use.keyId(), TODAY)).isZero();
        }
        assertThat(used(USING, next.keyId(), next.day())).isEqualTo(3);
    }
}
