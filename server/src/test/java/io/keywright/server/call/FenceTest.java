package io.keywright.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.call.Calls;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.RoleChange;
import io.keywright.core.follow.FollowedLedger;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Recorded;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.RoleBinding;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call that a node has decided by a memory that was behind is not written as it was decided. */
class FenceTest extends OneNode {

    FenceTest(@TempDir Path folder) throws Exception {
        super(folder);
    }

    /** A node whose memory is behind, and comes no nearer before it is called. */
    private static final class Behind implements FollowedLedger {

        private volatile long upTo;
        private volatile boolean lost;
        private volatile boolean stuck;

        @Override
        public long upTo() {
            return upTo;
        }

        @Override
        public CompletableFuture<Void> catchUp() {
            if (lost) {
                return CompletableFuture.failedFuture(new StoreException("planned").asRefusal());
            }
            upTo = stuck ? 0 : Long.MAX_VALUE;
            return CompletableFuture.completedFuture(null);
        }
    }

    /** A role is taken back, and calls whose node has not heard of it. */
    private Calls calledBehind(Behind memory) {
        RoleBinding binding = binding("alice");
        run(UseCase.blocking(call -> Outcome.of("bound", new RoleChange.Bound(binding))))
                .join();
        ledger.run(
                        caller,
                        Operation.UNBIND_ROLE,
                        UseCase.blocking(call -> Outcome.of("unbound", new RoleChange.Unbound(binding))))
                .join();
        return new Calls(ledger.recorder, (name, code, started) -> {}, ledger.blocking(), memory);
    }

    private KeywrightException refusedBehind(Behind memory, AtomicInteger tries) {
        return refusal(decidedBehind(memory, tries));
    }

    /** A call that was decided before is to be written behind that. */
    private CompletableFuture<Recorded<Integer>> decidedBehind(Behind memory, AtomicInteger tries) {
        Calls calls = calledBehind(memory);
        return calls.run(
                SmallLedger.call(caller, Operation.SIGN),
                () -> UseCase.blocking(call -> Outcome.of(tries.incrementAndGet())));
    }

    @Test
    void whatWasDecidedByAnOlderMemoryBeginsAgainOnceThatHasCaughtUp() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        Recorded<Integer> signed = decidedBehind(new Behind(), tries).join();
        assertThat(signed.value()).isEqualTo(2);
        assertThat(ledger.receipts(tenant)).hasSize(3).last().satisfies(receipt -> {
            assertThat(receipt.receiptId()).isEqualTo(signed.receiptId());
            assertThat(receipt.operation()).isEqualTo("signature_created");
        });
    }

    @Test
    void whereMemoryCannotCatchUpTheCallIsRefused() {
        Behind memory = new Behind();
        memory.lost = true;
        AtomicInteger tries = new AtomicInteger();
        assertThat(refusedBehind(memory, tries).code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
        assertThat(tries).hasValue(1);
    }

    @Test
    void aMemoryThatStaysBehindRefusesInTheEnd() {
        Behind memory = new Behind();
        memory.stuck = true;
        AtomicInteger tries = new AtomicInteger();
        assertThat(refusedBehind(memory, tries).details()).containsEntry("reason", "contended");
        assertThat(tries).hasValue(4);
    }

    /** What a call holds for its success alone is free again once it is refused, whatever was written of it before. */
    @Test
    void aCallThatIsRefusedAfterItsMemoryStayedBehindGivesBackWhatItHolds() {
        Behind memory = new Behind();
        memory.stuck = true;
        NotedCharges charges = new NotedCharges();
        Calls calls = calledBehind(memory);
        refusal(calls.run(
                SmallLedger.call(caller, Operation.SIGN),
                () -> UseCase.blocking(call -> {
                    call.charge(charges.next());
                    return Outcome.of("done");
                })));
        assertThat(charges.given()).isEqualTo(4);
        assertThat(charges.held()).isZero();
    }
}
