package io.keywright.server.succession;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.approval.ApprovalRules;
import io.keywright.core.approval.ApprovalTokens;
import io.keywright.core.approval.Grant;
import io.keywright.core.approval.VoteCount;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.change.Change;
import io.keywright.core.change.InstallationChange;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.JournalStore;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.Checkpoints;
import io.keywright.core.ledger.LedgerAudit;
import io.keywright.core.ledger.LedgerKeys;
import io.keywright.core.ledger.PublicLog;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.ledger.WitnessedCheckpoints;
import io.keywright.core.succession.LedgerKeyRotation;
import io.keywright.core.succession.LedgerKeyRotation.Rotated;
import io.keywright.core.succession.LedgerKeySchedule;
import io.keywright.ledger.OfflineVerifier;
import io.keywright.ledger.Verdict.Verified;
import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.cosignature.WitnessPolicy;
import io.keywright.ledger.merkle.InclusionProof;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.TlogProof;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.ledger.succession.Signers;
import io.keywright.ledger.succession.SuccessionProof;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Role;
import io.keywright.server.harness.SmallLedger;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.fault.FaultPlan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of a ledger that follow each other while it is written, with a real store. */
class LedgerKeyRotationTest {

    private static final Caller ADMIN = new Caller("spiffe://test.keywright/platform/admin", null, "admin");
    private static final Caller MODULE = SmallLedger.caller("acme", "app");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final WitnessedCheckpoints NOBODY = Optional::empty;

    @TempDir
    private Path folder;

    private SmallLedger ledger;
    private LedgerKeyRotation rotation;

    @BeforeEach
    void open() throws Exception {
        ledger = new SmallLedger(folder);
        rotation = rotation(ledger.clock);
    }

    @AfterEach
    void close() throws StoreException {
        ledger.close();
    }

    private void reopen() throws Exception {
        ledger.close();
        open();
    }

    private LedgerKeyRotation rotation(Clock clock) {
        Roles roles = new Roles(Map.of(Role.PLATFORM_ADMIN, List.of(IdentityPattern.parse(ADMIN.subject()))));
        ApprovalRules rules = new ApprovalRules(Set.of(), 1, Map.of(), MONTH, 10);
        ApprovalGate gate = new ApprovalGate(
                rules,
                new Unread(),
                ledger.store.approvals(),
                new VoteCount(rules, roles, ledger.store.approvals()),
                clock);
        return new LedgerKeyRotation(new Authorizer(roles), gate, ledger.keys, ledger.ring, MONTH, clock);
    }

    /** Nothing needs an approval here. */
    private record Unread() implements ApprovalTokens {
        @Override
        public String write(Grant grant) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Grant read(String token) {
            throw new UnsupportedOperationException();
        }
    }

    private void use(int times) {
        List<CompletableFuture<UUID>> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(ledger.recorder.concluded(Attempt.of(MODULE, Operation.SIGN), true));
        }
        all.forEach(CompletableFuture::join);
    }

    private Rotated rotate() {
        return rotate(Optional.empty());
    }

    private Rotated rotate(Optional<Duration> overlap) {
        return ledger.run(ADMIN, Operation.ROTATE_LEDGER_KEY, rotation.rotate(overlap))
                .join()
                .value();
    }

    private VerifierKey current() {
        return ledger.ring.current().verifierKey();
    }

    private Checkpoints checkpoints(Clock clock) {
        return new Checkpoints(ledger.store.receipts(), ledger.ring, ledger.cosigner, NOBODY, clock);
    }

    private PublicLog log() {
        return new PublicLog(ledger.store.receipts(), checkpoints(ledger.clock), ledger.ring, ledger.cosigner.key());
    }

    /** All of the ledger, to somebody who trusts one key and has what the service publishes. */
    private void provesItselfTo(VerifierKey trusted) throws Exception {
        LogKeys keys = new LogKeys(trusted, List.of(ledger.cosigner.key()));
        SuccessionProof succession =
                SuccessionProof.parse(log().succession().toString().getBytes(UTF_8));
        Signers signers = succession.verify(keys, WitnessPolicy.none());
        OfflineVerifier verifier = new OfflineVerifier(keys, signers, WitnessPolicy.none());
        SignedNote checkpoint = checkpoints(ledger.clock).newest().note();
        long size = ledger.store.receipts().ledger(view -> view.head().size());
        for (Entry entry : ledger.store.receipts().entries(0, (int) size)) {
            InclusionProof proof =
                    ledger.store.receipts().ledger(view -> InclusionProof.of(entry.index(), size, view.tiles()));
            assertThat(verifier.verify(
                            entry.canonical(),
                            new TlogProof(proof, checkpoint).toString().getBytes(UTF_8)))
                    .as("receipt %d", entry.index())
                    .isInstanceOf(Verified.class);
        }
        new LedgerAudit(ledger.store.receipts(), ledger.ring::signers).run(0, page -> {});
    }

    @Test
    void theLedgerProvesItselfToWhoeverTrustsAnyOfItsKeys() throws Exception {
        VerifierKey first = current();
        use(5);
        VerifierKey second = rotate().to();
        use(3);
        VerifierKey third = rotate().to();
        use(2);

        assertThat(current()).isEqualTo(third);
        assertThat(ledger.ring.succession().statements())
                .extracting(statement -> statement.size())
                .containsExactly(7L, 11L);
        for (VerifierKey trusted : List.of(first, second, third)) {
            provesItselfTo(trusted);
        }
    }

    @Test
    void theLastReceiptOfAKeyTellsThatItHandedOver() throws Exception {
        use(2);
        Rotated rotated = rotate();
        Entry entry = ledger.store.receipts().entries(3, 1).getFirst();
        var receipt = CanonicalReceipt.parse(entry.canonical());

        assertThat(receipt.operation()).isEqualTo("ledger_key_rotated");
        assertThat(CanonicalReceipt.signed(receipt, rotated.from())).isTrue();
        assertThat(new String(ledger.store.receipts().change(3).orElseThrow(), UTF_8))
                .contains(rotated.from().toString(), rotated.to().toString(), ADMIN.subject());
    }

    @Test
    void aRestartFindsTheKeysAsTheyWereLeft() throws Exception {
        VerifierKey first = current();
        use(2);
        VerifierKey second = rotate().to();
        reopen();
        assertThat(current()).isEqualTo(second);
        assertThat(ledger.ring.retiring(Instant.now()))
                .extracting(NoteSigner::verifierKey)
                .containsExactly(first);
        use(1);
        rotate();
        reopen();
        use(1);
        provesItselfTo(first);
    }

    @Test
    void whatCannotBeCommittedChangesNoKey() throws Exception {
        VerifierKey first = current();
        use(2);
        AtomicBoolean failing = new AtomicBoolean(true);
        JournalStore rollingBack = work -> ledger.store.journal().transaction(transaction -> {
            work.run(transaction);
            if (failing.get() && !ledger.ring.succession().isEmpty()) {
                throw new StoreException("the disk is full, as planned");
            }
        });
        BatchWriter writer = new BatchWriter(rollingBack, ledger.ring);
        writer.recover();
        try (Journal journal = new Journal(writer, 100)) {
            Recorder recorder = new Recorder(journal, ledger.ring, ledger.ids, ledger.clock);
            Attempt attempt = Attempt.of(ADMIN, Operation.ROTATE_LEDGER_KEY);
            assertThatThrownBy(() -> recorder.succeeded(attempt, change()).join())
                    .isInstanceOf(CompletionException.class);
            assertThat(current()).isEqualTo(first);
            assertThat(ledger.ring.succession().isEmpty()).isTrue();

            failing.set(false);
            recorder.concluded(Attempt.of(MODULE, Operation.SIGN), true).join();
            recorder.succeeded(attempt, change()).join();
            recorder.concluded(Attempt.of(MODULE, Operation.SIGN), true).join();
        }
        reopen();
        assertThat(current()).isNotEqualTo(first);
        provesItselfTo(first);
    }

    @Test
    void aCommitOfWhichTheServiceDoesNotLearnAtOnceIsFoundOut() throws Exception {
        VerifierKey first = current();
        use(2);
        ledger.faults.failCall(1, FaultPlan.Moment.AFTER);

        assertThat(rotate().to()).isEqualTo(current()).isNotEqualTo(first);
        use(2);
        reopen();
        provesItselfTo(first);
    }

    @Test
    void manyCallsWhileTheKeyChangesAreEachSignedByTheKeyWhoseTurnItIs() throws Exception {
        VerifierKey first = current();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            all.add(ledger.recorder.concluded(Attempt.of(MODULE, Operation.SIGN), true));
            if (i % 100 == 50) {
                all.add(ledger.run(ADMIN, Operation.ROTATE_LEDGER_KEY, rotation.rotate(Optional.empty())));
            }
        }
        all.forEach(CompletableFuture::join);

        assertThat(ledger.ring.succession().statements()).hasSize(4);
        provesItselfTo(first);
    }

    @Test
    void twoWhoChangeTheSameKeyDoNotBothSucceed() throws Exception {
        use(1);
        Change change = change();
        Change other = change();
        Attempt attempt = Attempt.of(ADMIN, Operation.ROTATE_LEDGER_KEY);
        CompletableFuture<UUID> one = ledger.recorder.succeeded(attempt, change);
        CompletableFuture<UUID> two = ledger.recorder.succeeded(attempt, other);

        one.join();
        assertThatThrownBy(two::join).hasCauseInstanceOf(Conflict.class);
        assertThat(ledger.ring.succession().statements()).hasSize(1);
        provesItselfTo(current());
    }

    private Change change() throws Exception {
        var next = ledger.keys.make(ledger.ring.origin());
        Instant now = Instant.now();
        return new InstallationChange.LedgerKeyRotated(
                current(), next.key(), next.stored().provider(), next.stored().wrapped(), now, now);
    }

    @Test
    void theOldKeySignsCheckpointsBesideTheNewOneAndIsErasedWhenItsTimeIsOver() throws Exception {
        VerifierKey old = current();
        use(1);
        rotate();
        Clock later = Clock.offset(ledger.clock, MONTH.plusMinutes(1));

        assertThat(checkpoints(ledger.clock).newest().note().check(old)).isEqualTo(SignatureCheck.VALID);
        assertThat(checkpoints(ledger.clock).newest().note().check(current())).isEqualTo(SignatureCheck.VALID);
        schedule(ledger.clock, Optional.empty()).look();
        assertThat(ledger.store.ledgerKeys().retiring()).hasSize(1);
        assertThat(checkpoints(later).newest().note().check(old)).isEqualTo(SignatureCheck.MISSING);
        schedule(later, Optional.empty()).look();
        assertThat(ledger.store.ledgerKeys().retiring()).isEmpty();
        assertThat(ledger.ring.retiring(Instant.now())).isEmpty();
        provesItselfTo(old);
        reopen();
        provesItselfTo(old);
    }

    @Test
    void aKeyThatOthersMayHaveSignsNothingMore() throws Exception {
        VerifierKey old = current();
        use(1);
        rotate(Optional.of(Duration.ZERO));

        assertThat(ledger.store.ledgerKeys().retiring()).isEmpty();
        assertThat(checkpoints(ledger.clock).newest().note().check(old)).isEqualTo(SignatureCheck.MISSING);
        provesItselfTo(old);
    }

    private LedgerKeySchedule schedule(Clock clock, Optional<Duration> period) {
        return new LedgerKeySchedule(
                rotation(clock),
                period,
                ledger.ring,
                ledger.store.ledgerKeys(),
                ledger.store.receipts(),
                ledger.recorder,
                clock);
    }

    @Test
    void aKeyIsSucceededWhenItHasSignedForLongEnoughAndNotBefore() throws Exception {
        VerifierKey first = current();
        Optional<Duration> quarter = Optional.of(Duration.ofDays(90));
        schedule(ledger.clock, quarter).look();
        use(1);
        schedule(Clock.offset(ledger.clock, Duration.ofDays(89)), quarter).look();
        assertThat(current()).isEqualTo(first);
        assertThat(schedule(ledger.clock, Optional.empty()).next()).isEmpty();
        assertThat(schedule(ledger.clock, quarter).next()).hasValueSatisfying(due -> {
            assertThat(due.key()).isEqualTo(first);
            assertThat(due.dueAt())
                    .isBetween(
                            ledger.clock.instant().plus(Duration.ofDays(89)),
                            ledger.clock.instant().plus(Duration.ofDays(90)));
        });

        schedule(Clock.offset(ledger.clock, Duration.ofDays(91)), Optional.empty())
                .look();
        assertThat(current()).isEqualTo(first);
        schedule(Clock.offset(ledger.clock, Duration.ofDays(91)), quarter).look();
        VerifierKey second = current();
        assertThat(second).isNotEqualTo(first);
        schedule(Clock.offset(ledger.clock, Duration.ofDays(92)), quarter).look();
        assertThat(current()).isEqualTo(second);
        schedule(Clock.offset(ledger.clock, Duration.ofDays(182)), quarter).look();
        assertThat(current()).isNotEqualTo(second);
        provesItselfTo(first);
    }

    @Test
    void nobodyButAPlatformAdminMayAsk() {
        assertThatThrownBy(() -> ledger.run(MODULE, Operation.ROTATE_LEDGER_KEY, rotation.rotate(Optional.empty()))
                        .join())
                .cause()
                .isInstanceOfSatisfying(
                        KeywrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHORIZED));
        for (Duration wrong : List.of(Duration.ofDays(-1), Duration.ofDays(367))) {
            assertThatThrownBy(() -> rotation.rotate(Optional.of(wrong))).hasMessageContaining("P0D to P366D");
        }
    }

    @Test
    void aStatementThatIsAlteredOrMissingInTheStoreEndsTheStart() throws Exception {
        use(1);
        rotate();
        use(1);
        rotate();
        ledger.close();
        for (String sql : List.of(
                "UPDATE ledger_succession SET statement = replace(statement, '3\n', '4\n')",
                "DELETE FROM ledger_succession WHERE size = (SELECT max(size) FROM ledger_succession)")) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                    Statement statement = connection.createStatement()) {
                assertThat(statement.executeUpdate(sql)).isPositive();
            }
            try (Store store = new Store(SqliteDatabase.open(folder))) {
                LedgerKeys keys = new LedgerKeys(store.ledgerKeys(), ledger.roots, new CryptoEngine(ledger.crypto));
                assertThatThrownBy(() -> keys.ring("ledger.test"))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("succession");
            }
        }
    }
}
