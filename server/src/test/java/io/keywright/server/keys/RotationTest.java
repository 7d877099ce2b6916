package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.RootChange;
import io.keywright.core.change.UsageChange;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.RotationRules;
import io.keywright.core.node.Claims;
import io.keywright.core.node.NodeLease;
import io.keywright.core.quota.EncryptionLimit;
import io.keywright.core.rotation.DueKeys;
import io.keywright.core.rotation.DuePlace;
import io.keywright.core.rotation.KeyResult;
import io.keywright.core.rotation.KeyResult.RotationOutcome;
import io.keywright.core.rotation.Renewal;
import io.keywright.core.rotation.RotationAnnouncements;
import io.keywright.core.rotation.Rotations;
import io.keywright.core.rotation.Run;
import io.keywright.core.rotation.RunStore;
import io.keywright.core.rotation.Schedule;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.Operation;
import io.keywright.model.Protection;
import io.keywright.model.Receipt;
import io.keywright.model.RootRefusal;
import io.keywright.model.RotationRule;
import io.keywright.model.StoredKey;
import io.keywright.server.harness.SmallLedger;
import io.keywright.testkit.fault.FaultPlan;
import io.keywright.testkit.fault.FaultyRootProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that the service replaces by itself. */
class RotationTest {

    private static final Duration QUARTER = Duration.ofDays(90);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Schedule SCHEDULE = new Schedule(Map.of(KeyType.ED25519, QUARTER, KeyType.AES_256, MONTH));
    private static final Caller ACME = KeyService.of("acme");
    private static final byte[] DATA = "data".getBytes(US_ASCII);

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private boolean onDuty = true;
    private final FaultPlan faults = new FaultPlan();
    private KeyService service;
    private Rotations rotations;

    @BeforeEach
    void open() throws Exception {
        open(Set.of());
    }

    private void open(Set<Operation> approved) throws Exception {
        service = new KeyService(
                folder, clock, approved, new FaultyRootProvider(SmallLedger.provider(folder, "local"), faults));
        rotations = rotations();
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    /** Those of a node of its own. */
    private Rotations rotations() {
        return rotations(service.ledger.store.rotationRuns());
    }

    private Rotations rotations(RunStore runs) {
        return rotations(runs, () -> onDuty);
    }

    private Rotations rotations(RunStore runs, BooleanSupplier held) {
        return new Rotations(
                SCHEDULE,
                service.ledger.store.dueKeys(),
                runs,
                held,
                new Renewal(service.gate, service.lifecycle, service.ledger.calls),
                service.ledger.ids,
                clock);
    }

    private KeyMetadata make(KeyType type) {
        return make("acme", type, null);
    }

    private KeyMetadata make(String tenant, KeyType type, @Nullable String alias) {
        return service.make(KeyService.of(tenant), type, Protection.SOFTWARE, null, alias);
    }

    private KeyMetadata stored(KeyMetadata key) throws StoreException {
        return find(key, new KeyReference.ById(key.keyId()));
    }

    private KeyMetadata find(KeyMetadata key, KeyReference reference) throws StoreException {
        return service.ledger
                .store
                .keys()
                .key(key.scope(), reference)
                .map(StoredKey::metadata)
                .orElseThrow();
    }

    private KeyMetadata successor(KeyMetadata key) throws StoreException {
        return find(
                key, new KeyReference.ById(Objects.requireNonNull(stored(key).rotatedTo())));
    }

    private void change(KeyMetadata key, RotationRule rule) {
        RotationRules rules =
                new RotationRules(service.authorizer, service.gate, service.ledger.store.keys(), service.keys);
        service.run(ACME, Operation.CHANGE_ROTATION, rules.change(new KeyReference.ById(key.keyId()), rule));
    }

    private List<KeyResult> results(Run run) throws StoreException {
        return service.ledger.store.rotationRuns().results(run.runId(), Optional.empty(), null, 1000);
    }

    private List<String> operations() throws StoreException {
        return service.ledger.receipts("acme").stream().map(Receipt::operation).toList();
    }

    @Test
    void aKeyIsRotatedWhenItIsDueAndNotBefore() throws Exception {
        KeyMetadata key = make("acme", KeyType.ED25519, "signing");
        byte[] signature = service.sign(ACME, key, null, DATA);
        Instant due = SCHEDULE.due(key).orElseThrow();

        clock.set(due.minusMillis(1));
        assertThat(rotations.run()).isEmpty();
        clock.set(due);
        Run run = rotations.run().orElseThrow();

        KeyMetadata old = stored(key);
        assertThat(old.keyState()).isEqualTo(KeyState.PENDING_ROTATION);
        KeyMetadata next = find(key, new KeyReference.ByAlias("signing"));
        assertThat(next.keyId()).isEqualTo(old.rotatedTo());
        assertThat(service.verify(ACME, key, null, DATA, signature)).isTrue();
        assertThat(run.results()).isEqualTo(Map.of(RotationOutcome.ROTATED, 1L));
        assertThat(results(run))
                .containsExactly(new KeyResult(
                        key.scope(),
                        key.keyId(),
                        RotationOutcome.ROTATED,
                        Optional.of(next.keyId()),
                        Optional.empty(),
                        due));
        assertThat(operations()).containsOnlyOnce("key_rotated");
        assertThat(rotations.run()).isEmpty();
    }

    @Test
    void keysThatWereMadeTogetherAreDueInTheLastTenthOfTheirTimeAndNotTogether() throws Exception {
        List<Instant> due = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            KeyMetadata key = make(KeyType.ED25519);
            due.add(SCHEDULE.due(key).orElseThrow());
        }
        Instant end = clock.instant().plus(QUARTER);
        assertThat(due).allSatisfy(time -> assertThat(time).isBetween(end.minus(QUARTER.dividedBy(10)), end));
        assertThat(due.stream().distinct().count()).isGreaterThan(15);
        assertThat(service.ledger
                        .store
                        .dueKeys()
                        .due(SCHEDULE, new DueKeys.Wanted(end, Optional.empty(), false), DuePlace.START, 100))
                .extracting(key -> key.dueAt())
                .containsExactlyElementsOf(due.stream().sorted().toList());
    }

    @Test
    void aYearOfRotationsThatNobodyDidIsCaughtUpWithByOneForEachLine() throws Exception {
        KeyMetadata signing = make(KeyType.ED25519);
        KeyMetadata encrypting = make(KeyType.AES_256);
        clock.pass(Duration.ofDays(365));
        assertThat(rotations.run().orElseThrow().count(RotationOutcome.ROTATED)).isEqualTo(2);
        assertThat(rotations.run()).isEmpty();
        assertThat(successor(signing).rotationCount()).isOne();
        assertThat(stored(encrypting).rotatedTo()).isNotNull();
    }

    @Test
    void aLineHasARuleOfItsOwnOrIsLeftAlone() throws Exception {
        KeyMetadata often = make(KeyType.ED25519);
        KeyMetadata never = make(KeyType.ED25519);
        KeyMetadata again = make(KeyType.ED25519);
        KeyMetadata unscheduled = make(KeyType.HMAC_256);
        change(often, new RotationRule.Every(Duration.ofDays(2)));
        change(never, RotationRule.OFF);
        change(again, RotationRule.OFF);
        change(again, RotationRule.STANDARD);
        clock.pass(Duration.ofDays(2));
        assertThat(rotations.run().orElseThrow().count(RotationOutcome.ROTATED)).isOne();
        KeyMetadata next = successor(often);
        assertThat(next.line().rotation()).isEqualTo(new RotationRule.Every(Duration.ofDays(2)));

        change(next, RotationRule.OFF);
        clock.pass(QUARTER);
        assertThat(results(rotations.run().orElseThrow()))
                .extracting(KeyResult::keyId)
                .containsExactly(again.keyId());
        assertThat(stored(never).keyState()).isEqualTo(KeyState.ACTIVE);
        assertThat(stored(unscheduled).keyState()).isEqualTo(KeyState.ACTIVE);
    }

    @Test
    void whatIsPutOutOfUseIsNotRotated() throws Exception {
        KeyMetadata archived = make(KeyType.ED25519);
        KeyMetadata planned = make(KeyType.ED25519);
        service.archive(ACME, archived);
        service.scheduleDestruction(ACME, planned, MONTH);
        clock.pass(QUARTER);
        assertThat(rotations.run()).isEmpty();
    }

    @Test
    void whatFailsIsTriedAgainAfterLongerAndLongerRestsUntilItSucceeds() throws Exception {
        KeyMetadata key = make(KeyType.ED25519);
        clock.pass(QUARTER);
        service.forget("acme");
        faults.unavailable(true);
        assertThat(results(rotations.run().orElseThrow())).singleElement().satisfies(result -> {
            assertThat(result.kind()).isEqualTo(RotationOutcome.FAILED);
            assertThat(result.reason()).hasValue("DEPENDENCY_UNAVAILABLE");
        });
        assertThat(rotations.run()).isEmpty();
        clock.pass(Duration.ofMinutes(1));
        assertThat(rotations.run()).isPresent();
        clock.pass(Duration.ofMinutes(1));
        assertThat(rotations.run()).isEmpty();

        faults.unavailable(false);
        clock.pass(Duration.ofMinutes(1));
        assertThat(rotations.run().orElseThrow().count(RotationOutcome.ROTATED)).isOne();
        assertThat(stored(key).keyState()).isEqualTo(KeyState.PENDING_ROTATION);
    }

    @Test
    void keysOfATenantThatIsSwitchedOffWaitAndAreToldOfOnce() throws Exception {
        KeyMetadata off = make("globex", KeyType.ED25519, null);
        KeyMetadata on = make(KeyType.ED25519);
        service.ledger.commit(
                new RootChange.Refused("globex", new RootRefusal("local", "key_disabled", clock.instant())));
        clock.pass(QUARTER);
        Run run = rotations.run().orElseThrow();
        assertThat(run.results()).isEqualTo(Map.of(RotationOutcome.ROTATED, 1L, RotationOutcome.SKIPPED, 1L));
        assertThat(results(run))
                .filteredOn(result -> result.keyId().equals(off.keyId()))
                .extracting(KeyResult::reason)
                .containsExactly(Optional.of("root_off"));
        assertThat(stored(on).keyState()).isEqualTo(KeyState.PENDING_ROTATION);
        assertThat(rotations.run()).isEmpty();

        service.ledger.commit(new RootChange.Restored("globex"));
        assertThat(rotations.run().orElseThrow().count(RotationOutcome.ROTATED)).isOne();
    }

    @Test
    void aRotationThatNeedsAnApprovalIsAnnouncedAndNotDone() throws Exception {
        service.close();
        open(Set.of(Operation.ROTATE));
        KeyMetadata key = make(KeyType.ED25519);
        Instant due = SCHEDULE.due(key).orElseThrow();
        RotationAnnouncements announcements = new RotationAnnouncements(
                SCHEDULE, service.ledger.store.dueKeys(), service.gate, service.ledger.recorder, clock);
        for (int days : new int[] {30, 7, 1, 0}) {
            clock.set(due.minus(Duration.ofDays(days)).minusMillis(1));
            announcements.run();
            int before = told();
            clock.pass(Duration.ofMillis(1));
            announcements.run();
            announcements.run();
            assertThat(told()).isEqualTo(before + 1);
        }
        assertThat(told()).isEqualTo(4);
        assertThat(results(rotations.run().orElseThrow()))
                .extracting(KeyResult::reason)
                .containsExactly(Optional.of("approval_required"));
        assertThat(rotations.run()).isEmpty();
        assertThat(stored(key).keyState()).isEqualTo(KeyState.ACTIVE);
    }

    /** The key has encrypted so often, by now. */
    private void encrypted(KeyMetadata key, long times) throws Exception {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        service.ledger
                .journal
                .commit(new UsageChange.KeyUsed(key.scope(), key.keyId(), today).encrypting(times))
                .get();
    }

    @Test
    void aKeyNearTheLimitOfItsEncryptionsIsRotatedAlsoWhereRotationIsOff() throws Exception {
        KeyMetadata key = make("acme", KeyType.AES_256, "box");
        change(key, RotationRule.OFF);
        encrypted(key, EncryptionLimit.ROTATE_AT - 1);
        assertThat(rotations.run()).isEmpty();

        service.encrypt(ACME, key, DATA, DATA);
        assertThat(rotations.run().orElseThrow().count(RotationOutcome.ROTATED)).isOne();
        KeyMetadata successor = find(key, new KeyReference.ByAlias("box"));
        assertThat(stored(key).rotatedTo()).isEqualTo(successor.keyId());
        service.encrypt(ACME, successor, DATA, DATA);
        assertThat(rotations.run()).isEmpty();
    }

    @Test
    void whereNothingIsRotatedByAgeAKeyNearTheLimitIsRotatedAndNoOther() throws Exception {
        KeyMetadata old = make(KeyType.AES_256);
        clock.pass(QUARTER);
        KeyMetadata worn = make(KeyType.AES_256);
        assertThat(rotations.runNearLimit()).isEmpty();
        encrypted(worn, EncryptionLimit.ROTATE_AT);
        assertThat(rotations.runNearLimit().orElseThrow().count(RotationOutcome.ROTATED))
                .isOne();
        assertThat(stored(worn).rotatedTo()).isNotNull();
        assertThat(stored(old).keyState()).isEqualTo(KeyState.ACTIVE);
    }

    @Test
    void oneThatNeedsAnApprovalIsAnnouncedAndNotRotated() throws Exception {
        service.close();
        open(Set.of(Operation.ROTATE));
        KeyMetadata key = make(KeyType.AES_256);
        encrypted(key, EncryptionLimit.ROTATE_AT);
        RotationAnnouncements announcements = new RotationAnnouncements(
                new Schedule(Map.of()), service.ledger.store.dueKeys(), service.gate, service.ledger.recorder, clock);
        announcements.run();
        announcements.run();
        assertThat(told()).isOne();
        assertThat(results(rotations.run().orElseThrow()))
                .extracting(KeyResult::reason)
                .containsExactly(Optional.of("approval_required"));
        assertThat(stored(key).keyState()).isEqualTo(KeyState.ACTIVE);
    }

    private int told() throws StoreException {
        return (int) operations().stream().filter("rotation_announced"::equals).count();
    }

    @Test
    void ofNodesThatRotateAtOnceOneDoes() throws Exception {
        for (int i = 0; i < 20; i++) {
            make(KeyType.ED25519);
        }
        clock.pass(QUARTER);
        Claims claims = service.ledger.store.claims();
        List<CompletableFuture<Optional<Run>>> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            NodeLease lease = new NodeLease(claims, service.ledger.ids.next(), System::nanoTime);
            lease.tend();
            Rotations node = rotations(service.ledger.store.rotationRuns(), lease::isHeld);
            nodes.add(CompletableFuture.supplyAsync(() -> run(node), service.ledger.blocking()));
        }
        assertThat(nodes.stream().map(CompletableFuture::join).flatMap(Optional::stream))
                .singleElement()
                .satisfies(run -> assertThat(run.count(RotationOutcome.ROTATED)).isEqualTo(20));
        assertThat(operations().stream().filter("key_rotated"::equals).count()).isEqualTo(20);
    }

    private static Optional<Run> run(Rotations node) {
        try {
            return node.run();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    @Test
    void withoutTheLeaseAKeyIsStillRotatedOnce() throws Exception {
        KeyMetadata key = make(KeyType.ED25519);
        clock.pass(QUARTER);
        List<CompletableFuture<?>> both = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            both.add(CompletableFuture.runAsync(
                            () -> service.run(
                                    Caller.SERVICE, Operation.ROTATE, service.lifecycle.renew(key, key.keyId())),
                            service.ledger.blocking())
                    .handle((done, failure) -> failure == null));
        }
        assertThat(both.stream().map(CompletableFuture::join).filter(Boolean.TRUE::equals))
                .hasSize(1);
    }

    @Test
    void aRunThatWasCutOffIsTakenUpByTheNextNodeOnceTheLeaseIsOver() throws Exception {
        for (int i = 0; i < 40; i++) {
            make(KeyType.ED25519);
        }
        clock.pass(QUARTER);
        Rotations killed = rotations(new KilledRuns(service.ledger.store.rotationRuns()));
        assertThatThrownBy(killed::run).hasMessage("killed");
        int done = (int) operations().stream().filter("key_rotated"::equals).count();
        service.close();

        open(Set.of());
        onDuty = false;
        assertThat(rotations.run()).isEmpty();
        onDuty = true;
        Run run = rotations.run().orElseThrow();
        assertThat(run.count(RotationOutcome.ROTATED)).isEqualTo(40);
        assertThat(done).isBetween(1, 39);
        assertThat(operations().stream().filter("key_rotated"::equals).count()).isEqualTo(40);
    }

    @Test
    void onlyTheNewestRunsAreKept() throws Exception {
        RunStore store = service.ledger.store.rotationRuns();
        for (int i = 0; i < 5; i++) {
            UUID id = service.ledger.ids.next();
            store.begin(id, clock.instant());
            store.end(id, clock.instant(), 3);
        }
        assertThat(store.runs(Optional.empty(), null, 10)).hasSize(3);
    }
}
