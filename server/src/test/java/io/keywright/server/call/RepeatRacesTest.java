package io.keywright.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.call.Outcome;
import io.keywright.core.call.Repeatable;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.Change;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.testkit.fault.FaultPlan.Moment;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent again while it runs, at once to two nodes, or in doubt of whether it was done, is done once. */
class RepeatRacesTest extends TwoNodes {

    RepeatRacesTest(@TempDir Path folder) throws Exception {
        super(folder);
    }

    @Test
    void whileItRunsItIsNotRunAgain() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Repeatable.Answer> first = send(sent().doing(UseCase.blocking(call -> {
            running.countDown();
            await(goOn);
            return Outcome.of("slow", bound("slow"));
        })));
        await(running);

        KeywrightException again = refusal(send(sent()));
        assertThat(again.retryable()).isTrue();
        assertThat(again.details()).containsEntry("reason", "request_running");
        assertThat(again.retryAfter()).isPositive();
        assertThat(refusal(send(sent().saying("another body"))).details())
                .containsEntry("reason", "idempotency_key_reused");

        goOn.countDown();
        String answer = text(first.join());
        assertThat(text(send(sent()).join())).isEqualTo(answer);
        assertThat(identities()).containsExactly("slow");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoNodesThatDoTheSameAtOnceMakeOneChangeAndGiveOneAnswer(boolean raceKnown) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Repeatable.Answer> late = send(sent().doing(UseCase.blocking(call -> {
            running.countDown();
            await(goOn);
            Outcome<String> outcome = Outcome.of("late", bound("late"));
            return raceKnown
                    ? outcome.orElse(() -> new KeywrightException(ErrorCode.INVALID_REQUEST, "It is there already."))
                    : outcome;
        })));
        await(running);
        Repeatable.Answer first = send(otherNode, sent()).join();
        goOn.countDown();

        assertThat(text(late.join())).isEqualTo(text(first));
        assertThat(late.join().repeated()).isTrue();
        assertThat(identities()).containsExactly("identity 1");
        assertThat(receipts()).hasSize(1);
    }

    @Test
    void whoLosesARaceAgainstAnotherChangeBeginsAgain() throws Exception {
        Change taken = bound("alice");
        Repeatable.Answer answer = send(sent().doing(UseCase.blocking(call -> {
                    if (made.incrementAndGet() == 1) {
                        ledger.commit(taken);
                        return Outcome.of("first", taken);
                    }
                    return Outcome.of("second", bound("bob"));
                })))
                .join();

        assertThat(text(answer)).startsWith("second");
        assertThat(text(send(sent()).join())).isEqualTo(text(answer));
        assertThat(identities()).containsExactly("alice", "bob");
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void whoWasNotToldWhetherItWasDoneFindsOutBySendingItAgain(Moment moment) throws Exception {
        ledger.faults.breakAtCall(1, moment);
        KeywrightException doubt = refusal(send(sent()));
        KeywrightException still = refusal(send(sent()));
        ledger.faults.unavailable(false);

        assertThat(doubt.code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
        assertThat(doubt.details()).containsEntry("reason", moment == Moment.AFTER ? "outcome_unknown" : "store");
        if (moment == Moment.BEFORE) {
            assertThat(still.code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
        }
        Repeatable.Answer answer = send(sent()).join();
        assertThat(answer.repeated()).isEqualTo(moment == Moment.AFTER);
        assertThat(identities()).hasSize(1);
        assertThat(receipts())
                .singleElement()
                .satisfies(receipt ->
                        assertThat(text(answer)).endsWith(receipt.receiptId().toString()));
    }
}
