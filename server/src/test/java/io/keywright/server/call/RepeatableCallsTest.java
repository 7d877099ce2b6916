package io.keywright.server.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.backup.BackupFolder;
import io.keywright.core.backup.BackupRetention;
import io.keywright.core.backup.BackupRounds;
import io.keywright.core.backup.BackupSealing;
import io.keywright.core.backup.Backups;
import io.keywright.core.call.Call;
import io.keywright.core.call.Charge;
import io.keywright.core.call.Condition;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.Repeatable;
import io.keywright.core.call.RepeatableCalls;
import io.keywright.core.call.UseCase;
import io.keywright.core.idempotency.AnswerSeal;
import io.keywright.core.idempotency.AnswerSweep;
import io.keywright.core.idempotency.IdempotencyKey;
import io.keywright.core.idempotency.KeptAnswers;
import io.keywright.core.journal.Change;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.tenant.LeaseTerms;
import io.keywright.core.tenant.RootGeneration;
import io.keywright.core.tenant.RootOpening;
import io.keywright.core.tenant.RootWatch;
import io.keywright.core.tenant.RootWrapping;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.tenant.WrappingStandings;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.Grounds;
import io.keywright.model.KeptAnswer;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import io.keywright.model.RepeatableRequest;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;
import io.keywright.model.SpentApproval;
import io.keywright.server.harness.SmallLedger;
import io.keywright.testkit.fault.FaultPlan.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent again with its idempotency key is done once, and answered as the first time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatableCallsTest {

    private static final String KEY = "0d9ab9de-4a4e-4f7a-8f0e-3a6cf6a1b2c3";
    private static final @Nullable Scope NO_SCOPE = null;

    private final Path folder;
    private final SmallLedger ledger;
    private final RepeatableCalls calls;
    private final RepeatableCalls otherNode;
    private final AtomicInteger made = new AtomicInteger();
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private Caller caller = SmallLedger.caller("nobody", "app");
    private String tenant = "nobody";

    RepeatableCallsTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        this.ledger = new SmallLedger(folder);
        this.calls = node();
        this.otherNode = node();
    }

    private RepeatableCalls node() {
        WrappingStandings standings = new WrappingStandings(ledger.clock);
        RootOpening opening =
                new RootOpening(ledger.store.tenantRoots(), ledger.roots, standings, ledger.counts, ledger.crypto);
        RootWrapping wrapping = new RootWrapping(
                ledger.store.tenantRoots(), ledger.roots, opening, standings, ledger.crypto, ledger.clock);
        TenantRoots roots = new TenantRoots(
                ledger.store.tenantRoots(),
                opening,
                new RootGeneration(ledger.roots, ledger.store.tenantRoots(), ledger.recorder, wrapping, ledger.ids),
                10,
                new LeaseTerms(Duration.ofHours(1), Duration.ZERO),
                Optional.empty(),
                new Unwatched(),
                ledger.blocking(),
                System::nanoTime);
        KeptAnswers kept = new KeptAnswers(ledger.store.keptAnswers(), new AnswerSeal(roots), () -> now);
        return new RepeatableCalls(ledger.calls, kept, ledger.journal, ledger.blocking());
    }

    private static final class Unwatched implements RootWatch {
        @Override
        public void opened(String tenantId) {}

        @Override
        public void refused(String tenantId, String provider, RootProviderException.Reason reason) {}

        @Override
        public void differed(String tenantId) {}

        @Override
        public void unrecorded(String tenantId, Throwable cause) {}

        @Override
        public void recovered(String tenantId) {}

        @Override
        public void uncopied(String tenantId, Throwable cause) {}
    }

    @AfterAll
    void close() throws Exception {
        ledger.close();
    }

    @BeforeEach
    void beOfANewTenant() {
        tenant = "t-" + UUID.randomUUID();
        caller = SmallLedger.caller(tenant, "app");
        made.set(0);
    }

    /** A request, which the test changes in one respect or another. */
    private record Sent(Caller caller, Operation operation, String key, String body, UseCase<String> useCase) {
        Sent by(Caller other) {
            return new Sent(other, operation, key, body, useCase);
        }

        Sent forThe(Operation other) {
            return new Sent(caller, other, key, body, useCase);
        }

        Sent saying(String other) {
            return new Sent(caller, operation, key, other, useCase);
        }

        Sent doing(UseCase<String> other) {
            return new Sent(caller, operation, key, body, other);
        }
    }

    private Sent sent() {
        return new Sent(caller, Operation.BIND_ROLE, KEY, "the body", binding());
    }

    private UseCase<String> binding() {
        return UseCase.blocking(call -> {
            int number = made.incrementAndGet();
            return Outcome.of("binding " + number, bound("identity " + number));
        });
    }

    private Change bound(String identity) {
        return new Change.RoleBound(new RoleBinding(
                ledger.ids.next(), tenant, identity, Role.AUDITOR, Instant.parse("2026-01-01T00:00:00Z")));
    }

    private CompletableFuture<Repeatable.Answer> send(RepeatableCalls node, Sent sent) {
        Call call = SmallLedger.call(sent.caller(), sent.operation());
        return node.run(
                call,
                () -> new Repeatable<>(
                        IdempotencyKey.parse(sent.key()),
                        sent.body().getBytes(UTF_8),
                        sent.useCase(),
                        recorded -> (recorded.value() + " with receipt " + recorded.receiptId()).getBytes(UTF_8)));
    }

    private CompletableFuture<Repeatable.Answer> send(Sent sent) {
        return send(calls, sent);
    }

    private static KeywrightException refusal(CompletableFuture<?> ended) {
        return ended.handle((value, failure) -> failure)
                .thenApply(KeywrightException::of)
                .join();
    }

    private static String text(Repeatable.Answer answer) {
        return new String(answer.content(), UTF_8);
    }

    private List<Receipt> receipts() throws Exception {
        return ledger.receipts(tenant);
    }

    private List<String> identities() throws Exception {
        return ledger.store.roleBindings().roleBindings().stream()
                .filter(binding -> binding.tenantId().equals(tenant))
                .map(RoleBinding::identity)
                .toList();
    }

    @Test
    void whatIsSentAgainIsDoneOnceAndAnsweredAlikeWithItsOneReceipt() throws Exception {
        Repeatable.Answer first = send(sent()).join();
        Repeatable.Answer second = send(sent()).join();
        Repeatable.Answer elsewhere = send(otherNode, sent()).join();

        assertThat(receipts())
                .singleElement()
                .satisfies(
                        receipt -> assertThat(text(first)).isEqualTo("binding 1 with receipt " + receipt.receiptId()));
        assertThat(List.of(text(second), text(elsewhere))).containsOnly(text(first));
        assertThat(List.of(first.repeated(), second.repeated(), elsewhere.repeated()))
                .containsExactly(false, true, true);
        assertThat(identities()).containsExactly("identity 1");
        assertThat(made).hasValue(1);
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() throws Exception {
        send(sent()).join();
        for (Sent other :
                List.of(sent().saying("another body"), sent().saying(""), sent().forThe(Operation.UNBIND_ROLE))) {
            KeywrightException refusal = refusal(send(other));
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refusal.details())
                    .containsEntry("reason", "idempotency_key_reused")
                    .containsKey("receipt_id");
        }
        assertThat(made).hasValue(1);
        assertThat(receipts()).hasSize(4);
        assertThat(send(sent()).join().repeated()).isTrue();
    }

    @Test
    void aKeyIsItsCallersAlone() throws Exception {
        send(sent()).join();
        List<Caller> others = List.of(
                SmallLedger.caller(tenant + "-x", "app"),
                new Caller(caller.subject() + "/other", caller.scope(), caller.module()),
                new Caller(caller.subject(), caller.scope(), "other"),
                new Caller(caller.subject(), NO_SCOPE, caller.module()),
                caller.actingFor("https://issuer.test|alice"));
        for (Caller other : others) {
            assertThat(send(sent().by(other)).join().repeated()).as("%s", other).isFalse();
        }
        assertThat(made).hasValue(1 + others.size());
    }

    @Test
    void afterADayItIsANewRequest() throws Exception {
        send(sent()).join();
        now = now.plus(Duration.ofDays(1)).minusMillis(1);
        assertThat(send(sent()).join().repeated()).isTrue();
        now = now.plusMillis(1);
        assertThat(text(send(sent()).join())).startsWith("binding 2");
        assertThat(text(send(sent()).join())).startsWith("binding 2");
        now = now.plus(Duration.ofDays(1));
        new AnswerSweep(ledger.store.keptAnswers(), () -> now).sweep();
        assertThat(text(send(sent().saying("another body")).join())).startsWith("binding 3");
        assertThat(receipts()).hasSize(3);
    }

    @Test
    void aRefusalIsNotKept() throws Exception {
        UseCase<String> refused = UseCase.blocking(call -> {
            throw new KeywrightException(ErrorCode.POLICY_VIOLATION, "Bring an approval.");
        });
        assertThat(refusal(send(sent().doing(refused))).code()).isEqualTo(ErrorCode.POLICY_VIOLATION);
        assertThat(refusal(send(sent().doing(refused).saying("another body"))).code())
                .isEqualTo(ErrorCode.POLICY_VIOLATION);
        assertThat(text(send(sent()).join())).startsWith("binding 1");
        assertThat(text(send(sent().doing(refused)).join())).startsWith("binding 1");
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

    @Test
    void anApprovalIsSpentOnceAndTheRepeatNeedsNone() throws Exception {
        SpentApproval approval = new SpentApproval(
                "board", UUID.randomUUID().toString(), Instant.parse("2999-01-01T00:00:00Z"), Grounds.NONE);
        Sent approved = sent().doing(UseCase.blocking(call -> {
            call.require(new Condition() {
                @Override
                public Change on(Change change) {
                    return new Change.Approved(approval, change);
                }

                @Override
                public void recheck() {
                    throw new KeywrightException(ErrorCode.POLICY_VIOLATION, "The approval is spent.");
                }
            });
            return Outcome.of("approved", bound("approved"))
                    .orElse(() -> new KeywrightException(ErrorCode.INVALID_REQUEST, "Not the approval was it."));
        }));
        String first = text(send(approved).join());
        assertThat(text(send(approved).join())).isEqualTo(first);
        assertThat(ledger.store.approvals().spent(approval.issuer(), approval.tokenId()))
                .isTrue();

        Sent other = new Sent(caller, Operation.BIND_ROLE, "another key", "the body", approved.useCase());
        assertThat(refusal(send(other)).code()).isEqualTo(ErrorCode.POLICY_VIOLATION);
        assertThat(identities()).containsExactly("approved");
    }

    @Test
    void aRepeatUsesNothingUp() {
        List<Boolean> settled = new ArrayList<>();
        Sent charged = sent().doing(UseCase.blocking(call -> {
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
            return Outcome.of("charged");
        }));
        send(charged).join();
        send(charged).join();
        assertThat(settled).containsExactly(true);
    }

    @Test
    void whereNothingChangesTheAnswerIsKeptOnlyOnceWhatFollowsIsDone() throws Exception {
        AtomicInteger followed = new AtomicInteger();
        Sent queued = sent().doing(UseCase.blocking(call -> Outcome.of("queued").then(() -> {
            if (followed.incrementAndGet() == 1) {
                throw new IllegalStateException("no room");
            }
        })));
        assertThat(refusal(send(queued)).code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
        String answer = text(send(queued).join());
        assertThat(text(send(queued).join())).isEqualTo(answer);
        assertThat(followed).hasValue(2);
    }

    @Test
    void aBackupThatIsAskedForAgainIsMadeOnce() throws Exception {
        Caller admin = new Caller("spiffe://test.keywright/platform/" + tenant, NO_SCOPE, "admin");
        Roles roles = new Roles(Map.of(Role.PLATFORM_ADMIN, List.of(IdentityPattern.parse(admin.subject()))));
        BackupFolder backups = new BackupFolder(folder.resolve("backups"));
        BackupRounds rounds = new BackupRounds(
                ledger.store.snapshots(),
                folder.resolve("copy"),
                BackupSealing.byProvider(ledger.roots),
                List.of(),
                backups,
                new BackupRetention(Duration.ofDays(7)),
                ledger.crypto,
                ledger.ids,
                ledger.clock);
        Backups asked = new Backups(new Authorizer(roles), Optional.empty(), Optional.of(rounds), ledger.blocking());
        Supplier<String> send = () -> text(calls.run(
                        SmallLedger.call(admin, Operation.CREATE_BACKUP),
                        () -> new Repeatable<>(
                                IdempotencyKey.parse(KEY),
                                new byte[0],
                                asked.create(true),
                                recorded -> recorded.value()
                                        .made()
                                        .head()
                                        .backupId()
                                        .toString()
                                        .getBytes(UTF_8)))
                .join());
        assertThat(backups.newest()).isEmpty();
        String made = send.get();
        assertThat(send.get()).isEqualTo(made);
        assertThat(backups.ids()).extracting(UUID::toString).containsExactly(made);
        assertThat(backups.newest()).isPresent();
    }

    @Test
    void anAnswerThatShowsASecretLiesInTheStoreWrappedOnly() throws Exception {
        Sent secret = sent().forThe(Operation.CREATE_SUBSCRIPTION)
                .doing(UseCase.blocking(call -> Outcome.of("SESAME " + tenant, bound("secret"))));
        Sent open = new Sent(
                caller,
                Operation.BIND_ROLE,
                "key two",
                "the body",
                UseCase.blocking(call -> Outcome.of("PUBLIC " + tenant, bound("open"))));
        String answer = text(send(secret).join());
        send(open).join();

        assertThat(answer).startsWith("SESAME");
        assertThat(stored())
                .contains("PUBLIC " + tenant)
                .doesNotContain("SESAME")
                .doesNotContain(KEY);
        assertThat(text(send(secret).join())).isEqualTo(answer);
        assertThat(text(send(otherNode, secret).join())).isEqualTo(answer);
    }

    private String stored() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(it -> it.getFileName().toString().startsWith("keywright.db"))
                    .toList()) {
                all.append(new String(Files.readAllBytes(file), ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void whatCannotBeKeptIsNotDone() throws Exception {
        Caller platform = new Caller("spiffe://test.keywright/module/admin", NO_SCOPE, "admin");
        Sent secret = sent().forThe(Operation.CREATE_SUBSCRIPTION).by(platform);
        assertThat(refusal(send(secret)).details()).containsEntry("reason", "answer_not_kept");

        Sent large =
                sent().doing(UseCase.blocking(call -> Outcome.of("x".repeat(KeptAnswers.MOST_BYTES), bound("large"))));
        assertThat(refusal(send(large)).details()).containsEntry("reason", "answer_too_large");
        assertThat(identities()).isEmpty();
    }

    @Test
    void noMoreIsKeptForACallerThanMayBe() throws Exception {
        RepeatableRequest any = IdempotencyKey.parse("any").of(caller, Operation.BIND_ROLE, new byte[0]);
        ledger.store.journal().transaction(transaction -> {
            for (int i = 0; i < KeptAnswers.MOST; i++) {
                RepeatableRequest request =
                        new RepeatableRequest("%064x".formatted(i), any.caller(), any.fingerprint());
                transaction.apply(new Change.AnswerKept(
                        new KeptAnswer(request, OptionalInt.empty(), new byte[0], now, now.plusSeconds(60)),
                        Integer.MAX_VALUE,
                        new Change.None()));
            }
        });
        KeywrightException full = refusal(send(sent()));
        assertThat(full.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(full.details()).containsEntry("reason", "kept_answers");
        assertThat(made).hasValue(0);
        assertThat(send(sent().by(SmallLedger.caller(tenant, "other"))).join().repeated())
                .isFalse();
        now = now.plusSeconds(60);
        new AnswerSweep(ledger.store.keptAnswers(), () -> now).sweep();
        assertThat(text(send(sent()).join())).startsWith("binding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "a\tb", "a\nb", "a\u0000", "\u007f", "\u00e4", "\u20ac"})
    void aKeyIsOfPrintableAscii(String key) {
        assertThatThrownBy(() -> IdempotencyKey.parse(key))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", "idempotency_key_unreadable"));
    }

    @Test
    void aKeyIsOfOneTo128Characters() {
        IdempotencyKey.parse("a");
        IdempotencyKey.parse("a b");
        assertThat(IdempotencyKey.parse("x".repeat(128))).asString().doesNotContain("x");
        assertThatThrownBy(() -> IdempotencyKey.parse("x".repeat(129))).isInstanceOf(KeywrightException.class);
    }
}
