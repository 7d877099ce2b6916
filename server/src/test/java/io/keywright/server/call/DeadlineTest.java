package io.keywright.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.call.Arrival;
import io.keywright.core.call.Call;
import io.keywright.core.call.Charge;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.Change;
import io.keywright.core.change.RoleChange;
import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.server.harness.SmallLedger;
import io.keywright.testkit.fault.FaultPlan;
import io.keywright.testkit.fault.FaultyRootProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call is answered at its deadline, whatever hangs, and leaves nothing half-done. */
class DeadlineTest extends OfANewTenant {

    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofMinutes(10);

    /** What the clock of {@link #whenTheTestSays} has advanced by. */
    private final AtomicLong nanos = new AtomicLong();

    private final FaultPlan provider;

    DeadlineTest(@TempDir Path folder) throws Exception {
        FaultPlan plan = new FaultPlan();
        super(new SmallLedger(
                folder,
                Clock.systemUTC(),
                Executors.newVirtualThreadPerTaskExecutor(),
                new FaultyRootProvider(SmallLedger.provider(folder, "local"), plan)));
        this.provider = plan;
    }

    private Arrival arrival(Deadline deadline) {
        return new Arrival(caller, System.nanoTime(), deadline, Runnable::run);
    }

    private <T> CompletableFuture<Recorded<T>> run(Deadline deadline, UseCase<T> useCase) {
        return ledger.calls.run(new Call(arrival(deadline), Operation.BIND_ROLE), () -> useCase);
    }

    private <T> CompletableFuture<Recorded<T>> run(UseCase<T> useCase) {
        return run(Deadline.in(SHORT), useCase);
    }

    /** Far off however slow the machine is, until {@link #advance} makes it come near. */
    private Deadline whenTheTestSays() {
        return Deadline.in(LONG, nanos::get);
    }

    private void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static String reason(CompletableFuture<?> ended) {
        KeywrightException refusal = ended.handle(
                        (value, failure) -> KeywrightException.of(Objects.requireNonNull(failure, "it succeeded")))
                .join();
        assertThat(refusal.code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
        return String.valueOf(refusal.details().get("reason"));
    }

    private UseCase<String> binding(String identity) {
        return UseCase.blocking(call -> Outcome.of(identity, bound(identity)));
    }

    private Change bound(String identity) {
        return new RoleChange.Bound(new RoleBinding(
                ledger.ids.next(), tenant, identity, Role.AUDITOR, Instant.parse("2026-01-01T00:00:00Z")));
    }

    private List<String> identities() throws Exception {
        return ledger.store.roleBindings().roleBindings().stream()
                .filter(binding -> binding.tenantId().equals(tenant))
                .map(RoleBinding::identity)
                .toList();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aUseCaseThatHangsIsRefusedWithAReceiptAndCommitsNothingLater() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<Recorded<String>> ended = run(UseCase.blocking(call -> {
            await(goOn);
            over.countDown();
            return Outcome.of("late", bound("late"));
        }));
        assertThat(reason(ended)).isEqualTo("deadline_exceeded");
        assertThat(ledger.receipts(tenant))
                .singleElement()
                .satisfies(receipt ->
                        assertThat(receipt.context().errorCode()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE.name()));
        goOn.countDown();
        over.await();
        ledger.journal.flush().join();
        assertThat(identities()).isEmpty();
        assertThat(ledger.receipts(tenant)).hasSize(1);
    }

    @Test
    void whatItUsesUpAfterThatIsSettledAsUnknown() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        BlockingQueue<Boolean> settled = new LinkedBlockingQueue<>();
        CompletableFuture<Recorded<String>> ended = run(UseCase.blocking(call -> {
            await(goOn);
            call.charge(new Charge() {
                @Override
                public Change use() {
                    return new Change.None();
                }

                @Override
                public void settle(boolean durable) {
                    settled.add(durable);
                }
            });
            return Outcome.of("late");
        }));
        assertThat(reason(ended)).isEqualTo("deadline_exceeded");
        goOn.countDown();
        assertThat(settled.take()).isFalse();
    }

    @Test
    void aProviderThatMindsNoDeadlineKeepsNobodyWaiting() throws Exception {
        provider.hang();
        try {
            CompletableFuture<Recorded<String>> ended = run(UseCase.blocking(call -> {
                wrap(call.deadline());
                return Outcome.of("wrapped", bound("wrapped"));
            }));
            assertThat(reason(ended)).isEqualTo("deadline_exceeded");
        } finally {
            provider.goOn();
        }
        assertThat(identities()).isEmpty();
    }

    private void wrap(Deadline deadline) {
        try (SecretBytes secret = SecretBytes.own(new byte[32])) {
            ledger.roots
                    .ofInstallation()
                    .wrap(secret, Binding.of(Objects.requireNonNull(caller.scope()), "key", "probe"), deadline);
        } catch (RootProviderException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aReadingThatHangsIsRefused() {
        CountDownLatch never = new CountDownLatch(1);
        assertThat(reason(ledger.calls.read(arrival(Deadline.in(SHORT)), "list", () -> {
                    await(never);
                    return 1;
                })))
                .isEqualTo("deadline_exceeded");
        never.countDown();
    }

    @Test
    void whileTheStoreLetsNobodyWriteNothingIsDoneLate() throws Exception {
        Deadline deadline = whenTheTestSays();
        ledger.faults.hang();
        CompletableFuture<Recorded<String>> first = run(deadline, binding("first"));
        CompletableFuture<Recorded<String>> second = run(deadline, binding("second"));
        CompletableFuture<Recorded<String>> patient = run(Deadline.never(), binding("patient"));
        await(() -> ledger.journal.waiting() == 3);
        advance(LONG);
        assertThat(reason(first)).isEqualTo("deadline_exceeded");
        assertThat(reason(second)).isEqualTo("deadline_exceeded");
        assertThat(patient).isNotDone();

        ledger.faults.goOn();
        assertThat(patient.join().value()).isEqualTo("patient");
        assertThat(identities()).containsExactly("patient");
        assertThat(ledger.receipts(tenant)).extracting(Receipt::operation).hasSize(1);
    }

    @Test
    void whatIsBeingWrittenWhenTheStoreHangsIsUnknown() throws Exception {
        Deadline deadline = whenTheTestSays();
        int before = ledger.faults.calls();
        ledger.faults.hangAtEnd();
        CompletableFuture<Recorded<String>> begun = run(deadline, binding("begun"));
        await(() -> ledger.faults.calls() > before && ledger.journal.waiting() == 0);
        CompletableFuture<Recorded<String>> queued = run(deadline, binding("queued"));
        await(() -> ledger.journal.waiting() == 1);
        advance(LONG);
        assertThat(reason(begun)).isEqualTo("outcome_unknown");
        assertThat(reason(queued)).isEqualTo("deadline_exceeded");

        ledger.faults.goOn();
        ledger.journal.flush().join();
        assertThat(identities()).containsExactly("begun");
    }

    @Test
    void aChangeThatIsDurableIsToldAsDoneThoughWhatFollowsHangs() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        assertThat(run(whenTheTestSays(), UseCase.blocking(call -> {
                            advance(LONG.minus(SHORT));
                            return Outcome.of("done", bound("done")).then(() -> await(never));
                        }))
                        .join()
                        .value())
                .isEqualTo("done");
        assertThat(reason(run(UseCase.blocking(call -> Outcome.of("none").then(() -> await(never))))))
                .isEqualTo("deadline_exceeded");
        never.countDown();
        assertThat(identities()).containsExactly("done");
    }
}
