package io.keywright.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.call.Arrival;
import io.keywright.core.call.Call;
import io.keywright.core.call.Condition;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.Change;
import io.keywright.core.change.RoleChange;
import io.keywright.core.journal.Unstorable;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.quota.CallerRates;
import io.keywright.core.quota.Rate;
import io.keywright.core.work.Deadline;
import io.keywright.model.ErrorCode;
import io.keywright.model.Grounds;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.SpentApproval;
import io.keywright.server.harness.SmallLedger;
import io.keywright.server.harness.SmallLedger.Ended;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every use case can rely on, whatever it does. */
class CallsTest extends OneNode {

    CallsTest(@TempDir Path folder) throws Exception {
        super(folder);
    }

    private static UseCase<String> refusing(RuntimeException failure) {
        return UseCase.blocking(call -> {
            throw failure;
        });
    }

    private List<String> bound() throws Exception {
        return ledger.store.roleBindings().roleBindings().stream()
                .filter(binding -> binding.tenantId().equals(tenant))
                .map(RoleBinding::identity)
                .toList();
    }

    @Test
    void whatChangesIsThereTogetherWithItsReceipt() throws Exception {
        Recorded<String> recorded = run(UseCase.blocking(
                        call -> Outcome.of("done", new RoleChange.Bound(binding("alice")))))
                .join();

        assertThat(recorded.value()).isEqualTo("done");
        assertThat(bound()).containsExactly("alice");
        assertThat(ledger.receipts(tenant)).singleElement().satisfies(receipt -> {
            assertThat(receipt.receiptId()).isEqualTo(recorded.receiptId());
            assertThat(receipt.context().success()).isTrue();
            assertThat(receipt.context().changeDigest()).isNotNull();
        });
        assertThat(ledger.ended).containsExactly(new Ended("bind_role", Optional.empty()));
    }

    @Test
    void aRefusalLeavesOneReceiptThatItNames() throws Exception {
        KeywrightException refusal = refusal(run(refusing(new KeywrightException(ErrorCode.KEY_INACTIVE, "No."))));

        assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_INACTIVE);
        assertThat(ledger.receipts(tenant)).singleElement().satisfies(receipt -> {
            assertThat(refusal.details())
                    .containsEntry("receipt_id", receipt.receiptId().toString());
            assertThat(receipt.context().errorCode()).isEqualTo(ErrorCode.KEY_INACTIVE.name());
            assertThat(receipt.context().success()).isFalse();
        });
        assertThat(ledger.ended).containsExactly(new Ended("bind_role", Optional.of(ErrorCode.KEY_INACTIVE)));
    }

    @Test
    void whatCannotBeReadLeavesAReceiptToo() throws Exception {
        Call call = SmallLedger.call(caller, Operation.SIGN);

        KeywrightException refusal = refusal(ledger.calls.run(call, () -> {
            throw new KeywrightException(ErrorCode.INVALID_REQUEST, "That is no request.");
        }));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(ledger.receipts(tenant)).extracting(Receipt::operation).containsExactly("signature_created");
    }

    @Test
    void whatIsUnexpectedIsAnInternalErrorWithoutItsMessage() throws Exception {
        List<UseCase<String>> failing = List.of(
                refusing(new IllegalStateException("it was SESAME")),
                UseCase.blocking(call -> {
                    throw new StackOverflowError("it was SESAME");
                }),
                (UseCase.NonBlocking<String>) call -> {
                    throw new IllegalStateException("it was SESAME");
                },
                (UseCase.NonBlocking<String>)
                        call -> CompletableFuture.failedFuture(new IllegalStateException("it was SESAME")));
        for (UseCase<String> useCase : failing) {
            KeywrightException refusal = refusal(run(useCase));

            assertThat(refusal.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
            assertThat(refusal.getMessage() + refusal.details()).doesNotContain("SESAME");
            assertThat(refusal.getCause()).hasMessageContaining("SESAME");
        }
        assertThat(ledger.receipts(tenant))
                .hasSize(failing.size())
                .allSatisfy(receipt ->
                        assertThat(receipt.context().errorCode()).isEqualTo(ErrorCode.INTERNAL_ERROR.name()));
    }

    @Test
    void whatCannotBeRecordedIsNotAnswered() throws Exception {
        ledger.faults.unavailable(true);
        KeywrightException refusal = refusal(run(UseCase.blocking(call -> Outcome.of("done"))));
        KeywrightException unrecorded = refusal(run(refusing(new KeywrightException(ErrorCode.UNAUTHORIZED, "No."))));
        ledger.faults.unavailable(false);

        assertThat(refusal.code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
        assertThat(unrecorded.code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
        assertThat(ledger.receipts(tenant)).isEmpty();
    }

    @Test
    void whoLosesARaceBeginsAgainFromWhatTheOtherLeft() throws Exception {
        RoleBinding taken = binding("alice");
        AtomicInteger tries = new AtomicInteger();

        Recorded<String> recorded = run(UseCase.<String>blocking(call -> {
                    if (tries.incrementAndGet() == 1) {
                        ledger.commit(new RoleChange.Bound(taken));
                        return Outcome.of("first", new RoleChange.Bound(taken));
                    }
                    return Outcome.of("second", new RoleChange.Bound(binding("bob")));
                }))
                .join();

        assertThat(recorded.value()).isEqualTo("second");
        assertThat(bound()).containsExactly("alice", "bob");
        assertThat(ledger.receipts(tenant)).hasSize(1);
    }

    @Test
    void whoLosesEveryRaceIsToldToTryAgain() throws Exception {
        RoleBinding taken = binding("alice");
        ledger.commit(new RoleChange.Bound(taken));
        AtomicInteger tries = new AtomicInteger();

        KeywrightException refusal = refusal(run(UseCase.blocking(call -> {
            tries.incrementAndGet();
            return Outcome.of("done", new RoleChange.Bound(taken));
        })));

        assertThat(refusal.code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE);
        assertThat(refusal.details()).containsEntry("reason", "contended");
        assertThat(tries).hasValueBetween(2, 10);
        assertThat(ledger.receipts(tenant)).hasSize(1);
    }

    @Test
    void aUseCaseThatKnowsWhatALostRaceMeansSaysSo() throws Exception {
        RoleBinding taken = binding("alice");
        ledger.commit(new RoleChange.Bound(taken));

        KeywrightException refusal =
                refusal(run(UseCase.blocking(call -> Outcome.of("done", new RoleChange.Bound(taken))
                        .orElse(() -> new KeywrightException(ErrorCode.INVALID_REQUEST, "It is there already.")))));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(ledger.receipts(tenant)).hasSize(1);
    }

    @Test
    void whatTheStoreCannotTakeIsAnInternalErrorThatLeavesItsReceiptAndChangesNothing() throws Exception {
        RoleBinding first = binding("alice");
        ledger.commit(new RoleChange.Bound(first));
        Change sameId = new RoleChange.Bound(
                new RoleBinding(first.bindingId(), tenant, "bob", Role.AUDITOR, first.createdAt()));
        AtomicInteger tries = new AtomicInteger();

        KeywrightException refusal = refusal(run(UseCase.blocking(call -> {
            tries.incrementAndGet();
            return Outcome.of("done", sameId);
        })));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
        assertThat(refusal.getCause()).isInstanceOf(Unstorable.class);
        assertThat(tries).hasValue(1);
        assertThat(bound()).containsExactly("alice");
        assertThat(ledger.receipts(tenant)).singleElement().satisfies(receipt -> {
            assertThat(refusal.details())
                    .containsEntry("receipt_id", receipt.receiptId().toString());
            assertThat(receipt.context().errorCode()).isEqualTo(ErrorCode.INTERNAL_ERROR.name());
        });
        run(UseCase.blocking(call -> Outcome.of("done"))).join();
    }

    @Test
    void anApprovalIsSpentOnceAndTogetherWithTheChange() throws Exception {
        SpentApproval approval = new SpentApproval(
                "board", UUID.randomUUID().toString(), Instant.parse("2999-01-01T00:00:00Z"), Grounds.NONE);
        List<String> checked = new ArrayList<>();
        Condition spent = new Condition() {
            @Override
            public Change on(Change change) {
                return new Change.Approved(approval, change);
            }

            @Override
            public void recheck() {
                checked.add("recheck");
                throw new KeywrightException(ErrorCode.POLICY_VIOLATION, "The approval is spent.");
            }
        };

        run(approved(spent, "alice")).join();
        KeywrightException refusal = refusal(run(approved(spent, "bob")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.POLICY_VIOLATION);
        assertThat(checked).hasSize(1);
        assertThat(bound()).containsExactly("alice");
        assertThat(ledger.store.approvals().spent(approval.issuer(), approval.tokenId()))
                .isTrue();
        assertThat(ledger.receipts(tenant)).hasSize(2);
    }

    private UseCase<String> approved(Condition condition, String identity) {
        return UseCase.blocking(call -> {
            call.require(condition);
            return Outcome.of("done", new RoleChange.Bound(binding(identity)))
                    .orElse(() -> new KeywrightException(ErrorCode.INVALID_REQUEST, "Not the approval was it."));
        });
    }

    @Test
    void whatACallHasUsedUpIsSettledOnceHoweverItEnds() {
        NotedCharges charges = new NotedCharges();
        UseCase<String> charging = UseCase.blocking(call -> {
            call.charge(charges.next());
            return Outcome.of("done");
        });
        UseCase<String> refused = UseCase.blocking(call -> {
            call.charge(charges.next());
            throw new KeywrightException(ErrorCode.KEY_REVOKED, "No.");
        });

        run(charging).join();
        refusal(run(refused));
        ledger.faults.unavailable(true);
        refusal(run(charging));
        ledger.faults.unavailable(false);

        assertThat(charges.settled()).containsExactly(true, true, false);
    }

    @Test
    void whatComesAfterwardsFindsTheChangeDurable() throws Exception {
        List<String> seen = new ArrayList<>();

        run(UseCase.blocking(call -> Outcome.of("done", new RoleChange.Bound(binding("alice")))
                        .then(() -> seen.addAll(boundNow()))))
                .join();

        assertThat(seen).containsExactly("alice");
    }

    @Test
    void aChangeIsToldAsDoneUnlessWhatFailsAfterItWasAskedForToo() throws Exception {
        Runnable failing = () -> {
            throw new IllegalStateException("as planned");
        };

        run(UseCase.blocking(call -> Outcome.of("done", new RoleChange.Bound(binding("alice")))
                        .then(failing)))
                .join();
        KeywrightException refusal =
                refusal(run(UseCase.blocking(call -> Outcome.of("done", new RoleChange.Bound(binding("bob")))
                        .then(failing, () -> new KeywrightException(ErrorCode.DEPENDENCY_UNAVAILABLE, "Half done.")))));

        assertThat(refusal).hasMessage("Half done.");
        assertThat(bound()).containsExactlyInAnyOrder("alice", "bob");
    }

    private List<String> boundNow() {
        try {
            return bound();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoCallsTooFastIsRefusedWithAReceipt() throws Exception {
        CallerRates rates = new CallerRates(Optional.of(new Rate(1, 1)), () -> 0L);
        UseCase<String> limited = UseCase.blocking(call -> {
            rates.take(call.caller());
            return Outcome.of("done");
        });

        run(limited).join();
        KeywrightException refusal = refusal(run(limited));

        assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refusal.retryAfter()).isPositive();
        assertThat(ledger.receipts(tenant)).hasSize(2);
    }

    @Test
    void aCallThatIsTurnedAwayAtTheDoorLeavesItsReceipt() throws Exception {
        KeywrightException told = ledger.calls
                .refuse(
                        SmallLedger.call(caller, Operation.DECRYPT),
                        new KeywrightException(ErrorCode.RATE_LIMITED, "Wait.", Map.of("reason", "caller_rate")))
                .join();

        assertThat(told.details()).containsEntry("reason", "caller_rate").containsKey("receipt_id");
        assertThat(ledger.receipts(tenant)).extracting(Receipt::operation).containsExactly("decrypt");
    }

    @Test
    void whatIsOnlyReadLeavesNoReceipt() throws Exception {
        Arrival arrival = new Arrival(caller, System.nanoTime(), Deadline.never(), Runnable::run);

        assertThat(ledger.calls.read(arrival, "list", () -> 7).join()).isEqualTo(7);
        assertThat(ledger.receipts(tenant)).isEmpty();
        assertThat(ledger.ended).containsExactly(new Ended("list", Optional.empty()));
    }
}
