package io.keywright.server.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.backup.BackupFolder;
import io.keywright.core.backup.BackupRetention;
import io.keywright.core.backup.BackupRounds;
import io.keywright.core.backup.BackupSealing;
import io.keywright.core.backup.Backups;
import io.keywright.core.call.Charge;
import io.keywright.core.call.Condition;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.Repeatable;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.Change;
import io.keywright.core.idempotency.IdempotencyKey;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.Grounds;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Role;
import io.keywright.model.SpentApproval;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent again with its idempotency key is done once, and answered as the first time. */
class RepeatableCallsTest extends TwoNodes {

    RepeatableCallsTest(@TempDir Path folder) throws Exception {
        super(folder);
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
    void whereAPartOfWhatWasAskedFollowsTheChangeTheAnswerIsKeptOnlyOnceThatIsDone() throws Exception {
        AtomicInteger followed = new AtomicInteger();
        Sent half = sent().doing(UseCase.blocking(call -> {
            Outcome<String> outcome =
                    followed.get() == 0 ? Outcome.of("the first part", bound("identity 1")) : Outcome.of("the rest");
            return outcome.then(
                    () -> {
                        if (followed.incrementAndGet() == 1) {
                            throw new IllegalStateException("as planned");
                        }
                    },
                    () -> new KeywrightException(ErrorCode.DEPENDENCY_UNAVAILABLE, "Half done."));
        }));
        assertThat(refusal(send(half))).hasMessage("Half done.");
        assertThat(identities()).containsExactly("identity 1");
        String answer = text(send(half).join());
        assertThat(answer).startsWith("the rest");
        assertThat(text(send(half).join())).isEqualTo(answer);
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
}
