package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.Change;
import io.keywright.core.change.KeyChange;
import io.keywright.core.idempotency.KeptAnswerStore;
import io.keywright.model.KeptAnswer;
import io.keywright.model.RepeatableRequest;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** An answer is kept once for a request, together with the change that it tells of, until it expires. */
public interface KeptAnswerContract extends StoreFixture {

    Instant KEPT = Samples.START;
    Instant EXPIRY = KEPT.plus(Duration.ofDays(1));
    int MOST = 3;

    private KeptAnswerStore answers() throws Exception {
        return store().keptAnswers();
    }

    private static KeptAnswer answer(int id, int caller, int content, Instant at) {
        return new KeptAnswer(
                new RepeatableRequest(digest(id), digest(caller), digest(content)),
                content % 2 == 0 ? OptionalInt.empty() : OptionalInt.of(content),
                new byte[] {(byte) content, 1, 2},
                at,
                at.plus(Duration.ofDays(1)));
    }

    private static String digest(int number) {
        return "%064x".formatted(number);
    }

    private boolean keep(KeptAnswer answer, Change change) throws Exception {
        return new Keys(store()).apply(new Change.AnswerKept(answer, MOST, change));
    }

    private boolean keep(KeptAnswer answer) throws Exception {
        return keep(answer, new Change.None());
    }

    private void assertKept(KeptAnswer answer) throws Exception {
        assertThat(answers().find(answer.request().id(), KEPT))
                .hasValueSatisfying(
                        found -> assertThat(found).usingRecursiveComparison().isEqualTo(answer));
    }

    @Test
    default void keepsEveryMemberOfAnAnswerOverARestart() throws Exception {
        KeptAnswer plain = answer(1, 2, 4, KEPT);
        KeptAnswer wrapped = answer(2, 2, 5, KEPT);
        assertThat(keep(plain)).isTrue();
        assertThat(keep(wrapped)).isTrue();
        reopen();
        assertKept(plain);
        assertKept(wrapped);
        assertThat(answers().find(digest(3), KEPT)).isEmpty();
    }

    @Test
    default void keepsTheFirstAnswerToARequestAndMakesNoSecondChange() throws Exception {
        Samples samples = new Samples(1);
        Scope scope = Samples.scope("acme");
        StoredKey first = samples.key(scope, null);
        StoredKey second = samples.key(scope, null);
        assertThat(keep(answer(1, 2, 4, KEPT), new KeyChange.Created(first))).isTrue();
        assertThat(keep(answer(1, 2, 4, KEPT), new KeyChange.Created(second))).isFalse();
        assertThat(keep(answer(1, 2, 6, KEPT), new KeyChange.Created(second))).isFalse();
        assertThat(new Keys(store()).byId(second.metadata())).isEmpty();
        new Keys(store()).assertStored(first);
        assertKept(answer(1, 2, 4, KEPT));
    }

    @Test
    default void ofTwoAlikeInOneTransactionTheFirstIsMade() throws Exception {
        List<Boolean> applied = new ArrayList<>();
        store().journal().transaction(transaction -> {
            applied.add(transaction.apply(new Change.AnswerKept(answer(1, 2, 4, KEPT), MOST, new Change.None())));
            applied.add(transaction.apply(new Change.AnswerKept(answer(1, 2, 6, KEPT), MOST, new Change.None())));
        });
        assertThat(applied).containsExactly(true, false);
        assertKept(answer(1, 2, 4, KEPT));
    }

    @Test
    default void keepsNoAnswerOfAChangeThatDoesNotApply() throws Exception {
        Samples samples = new Samples(2);
        Scope scope = Samples.scope("acme");
        assertThat(new Keys(store()).create(samples.key(scope, "taken"))).isTrue();
        assertThat(keep(answer(1, 2, 4, KEPT), new KeyChange.Created(samples.key(scope, "taken"))))
                .isFalse();
        assertThat(answers().find(digest(1), KEPT)).isEmpty();
        assertThat(keep(answer(1, 2, 4, KEPT), new KeyChange.Created(samples.key(scope, "free"))))
                .isTrue();
    }

    @Test
    default void anAnswerThatHasExpiredCountsNoMoreWhetherOrNotItIsRemoved() throws Exception {
        assertThat(keep(answer(1, 2, 4, KEPT))).isTrue();
        assertThat(answers().find(digest(1), EXPIRY.minusMillis(1))).isPresent();
        assertThat(answers().find(digest(1), EXPIRY)).isEmpty();
        assertThat(keep(answer(1, 2, 6, EXPIRY.minusMillis(1)))).isFalse();
        assertThat(keep(answer(1, 2, 6, EXPIRY))).isTrue();
        assertThat(answers().find(digest(1), EXPIRY))
                .hasValueSatisfying(
                        found -> assertThat(found.request().fingerprint()).isEqualTo(digest(6)));
    }

    @Test
    default void keepsNoMoreForACallerThanItMay() throws Exception {
        for (int id = 1; id <= MOST; id++) {
            assertThat(keep(answer(id, 2, 4, KEPT))).isTrue();
        }
        assertThat(keep(answer(9, 2, 4, KEPT))).isFalse();
        assertThat(answers().count(digest(2))).isEqualTo(MOST);
        assertThat(answers().count(digest(3))).isZero();
        assertThat(keep(answer(10, 3, 4, KEPT))).as("of another caller").isTrue();
        assertThat(keep(answer(1, 2, 6, EXPIRY)))
                .as("in the place of an old one")
                .isTrue();
        assertThat(answers().count(digest(2))).isEqualTo(MOST);
        assertThat(answers().removeExpired(EXPIRY, 100)).isEqualTo(MOST);
        assertThat(answers().count(digest(2))).isEqualTo(1);
        assertThat(keep(answer(9, 2, 4, EXPIRY)))
                .as("once the others are removed")
                .isTrue();
    }

    @Test
    default void whatIsNotKeptDoesNotCount() throws Exception {
        Samples samples = new Samples(3);
        Scope scope = Samples.scope("acme");
        assertThat(new Keys(store()).create(samples.key(scope, "taken"))).isTrue();
        for (int id = 1; id <= MOST + 1; id++) {
            assertThat(keep(answer(id, 2, 4, KEPT), new KeyChange.Created(samples.key(scope, "taken"))))
                    .isFalse();
        }
        assertThat(answers().count(digest(2))).isZero();
        assertThat(keep(answer(1, 2, 4, KEPT))).isTrue();
        assertThat(keep(answer(1, 2, 4, KEPT))).isFalse();
        assertThat(answers().count(digest(2))).isEqualTo(1);
    }

    @Test
    default void removesWhatHasExpiredLittleByLittleAndNothingElse() throws Exception {
        KeptAnswer young = answer(4, 2, 4, KEPT.plusSeconds(1));
        for (int id = 1; id <= MOST; id++) {
            assertThat(keep(answer(id, 1, 4, KEPT))).isTrue();
        }
        assertThat(keep(young)).isTrue();
        assertThat(answers().removeExpired(EXPIRY.minusMillis(1), 2)).isZero();
        assertThat(answers().removeExpired(EXPIRY, 2)).isEqualTo(2);
        assertThat(answers().removeExpired(EXPIRY, 2)).isEqualTo(1);
        assertThat(answers().removeExpired(EXPIRY, 2)).isZero();
        assertKept(young);
        assertThat(answers().find(digest(1), KEPT)).isEmpty();
    }
}
