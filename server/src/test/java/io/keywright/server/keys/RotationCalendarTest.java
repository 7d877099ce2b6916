package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.keywright.core.change.RootChange;
import io.keywright.core.rotation.Due;
import io.keywright.core.rotation.DueKey;
import io.keywright.core.rotation.DueLedgerKey;
import io.keywright.core.rotation.DuePlace;
import io.keywright.core.rotation.DueRoot;
import io.keywright.core.rotation.DueRoots;
import io.keywright.core.rotation.KeyResult;
import io.keywright.core.rotation.KeyResult.RotationOutcome;
import io.keywright.core.rotation.Renewal;
import io.keywright.core.rotation.RootSchedule;
import io.keywright.core.rotation.RotationAccess;
import io.keywright.core.rotation.RotationCalendar;
import io.keywright.core.rotation.RotationCalendar.Line;
import io.keywright.core.rotation.RotationCalendar.Outlook;
import io.keywright.core.rotation.RotationHistory;
import io.keywright.core.rotation.Rotations;
import io.keywright.core.rotation.Run;
import io.keywright.core.rotation.Schedule;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import io.keywright.model.RootRefusal;
import io.keywright.server.harness.SmallLedger;
import io.keywright.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sees which keys are due when, and what has come of them. */
class RotationCalendarTest {

    private static final Duration QUARTER = Duration.ofDays(90);
    private static final Schedule SCHEDULE = new Schedule(Map.of(KeyType.ED25519, QUARTER));
    private static final Caller ACME = KeyService.of("acme");

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private KeyService service;
    private Optional<Instant> ledgerKeyDue = Optional.empty();

    @BeforeEach
    void open() throws Exception {
        service = new KeyService(folder, clock, Set.of(), SmallLedger.provider(folder, "local"));
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private Rotations rotations() {
        Store store = service.ledger.store;
        return new Rotations(
                SCHEDULE,
                store.dueKeys(),
                store.rotationRuns(),
                () -> true,
                new Renewal(service.gate, service.lifecycle, service.ledger.calls),
                service.ledger.ids,
                clock);
    }

    private KeyMetadata make(String tenant) {
        return service.make(KeyService.of(tenant), KeyType.ED25519, Protection.SOFTWARE, null, null);
    }

    private RotationCalendar calendar(RotationAccess access, Optional<Duration> roots) {
        Store store = service.ledger.store;
        DueRoots dueRoots = new DueRoots(new RootSchedule(roots), store.dependants());
        return new RotationCalendar(access, SCHEDULE, store.dueKeys(), dueRoots, this::ledgerKey, service.gate);
    }

    private Optional<DueLedgerKey> ledgerKey() {
        return ledgerKeyDue.map(
                due -> new DueLedgerKey(service.ledger.ring.current().verifierKey(), due));
    }

    @Test
    void theLedgersKeyStandsInTheCalendarOfWhoeverSeesAllTenants() throws Exception {
        make("acme");
        RotationCalendar calendar = calendar(new RotationAccess(service.authorizer), Optional.empty());
        Instant due = clock.instant().plus(Duration.ofDays(1));
        ledgerKeyDue = Optional.of(due);
        Instant end = clock.instant().plus(QUARTER);

        Line first = calendar.list(KeyService.ADMIN, null, end, due, DuePlace.START, 1)
                .getFirst();
        assertThat(first.due()).isInstanceOf(DueLedgerKey.class);
        assertThat(first.outlook()).isEqualTo(Outlook.ROTATES);
        assertThat(first.overdue()).isFalse();
        assertThat(calendar.list(KeyService.ADMIN, null, end, end, first.due().place(), 10))
                .singleElement()
                .satisfies(line -> assertThat(line.due()).isInstanceOf(DueKey.class));
        assertThat(calendar.list(KeyService.ADMIN, null, due.minusMillis(1), end, DuePlace.START, 10))
                .isEmpty();
        for (List<Line> one : List.of(
                calendar.list(ACME, null, end, end, DuePlace.START, 10),
                calendar.list(KeyService.ADMIN, "acme", end, end, DuePlace.START, 10))) {
            assertThat(one).allSatisfy(line -> assertThat(line.due()).isInstanceOf(DueKey.class));
        }
    }

    @Test
    void tenantsRootsStandInTheCalendarAmongTheKeysPageByPage() throws Exception {
        KeyMetadata key = make("acme");
        make("globex");
        service.ledger.commit(
                new RootChange.Refused("globex", new RootRefusal("local", "key_disabled", clock.instant())));
        RotationCalendar calendar = calendar(new RotationAccess(service.authorizer), Optional.of(QUARTER));
        Instant end = clock.instant().plus(QUARTER);

        List<Due> all = new ArrayList<>();
        for (int page = 0; page < 4; page++) {
            DuePlace after = all.isEmpty() ? DuePlace.START : all.getLast().place();
            calendar.list(KeyService.ADMIN, null, end, end, after, 1).forEach(line -> all.add(line.due()));
        }
        assertThat(all)
                .isSortedAccordingTo(Comparator.comparing(Due::dueAt))
                .extracting(due -> due.tenantId() + (due instanceof DueRoot root ? " root " + root.version() : " key"))
                .containsExactlyInAnyOrder("acme key", "acme root 1", "globex key", "globex root 1");
        assertThat(all)
                .allSatisfy(
                        due -> assertThat(due.dueAt()).isBetween(end.minus(QUARTER.dividedBy(Schedule.EARLIEST)), end));
        assertThat(calendar.list(KeyService.ADMIN, null, end, end, all.getLast().place(), 1))
                .isEmpty();

        assertThat(calendar.list(ACME, null, end, end, DuePlace.START, 10))
                .extracting(line -> line.due().tenantId(), Line::outlook)
                .containsExactly(tuple("acme", Outlook.ROTATES), tuple("acme", Outlook.ROTATES));
        assertThat(calendar.list(KeyService.ADMIN, "globex", end, end.plusMillis(1), DuePlace.START, 10))
                .allSatisfy(line -> {
                    assertThat(line.outlook()).isEqualTo(Outlook.ROOT_OFF);
                    assertThat(line.overdue()).isTrue();
                });
        assertThat(calendar.list(ACME, null, SCHEDULE.due(key).orElseThrow().minusMillis(1), end, DuePlace.START, 10))
                .allSatisfy(line -> assertThat(line.due()).isInstanceOf(DueRoot.class));
    }

    @Test
    void eachSeesItsOwnKeysInCalendarAndRuns() throws Exception {
        KeyMetadata mine = make("acme");
        KeyMetadata other = make("globex");
        RotationAccess access = new RotationAccess(service.authorizer);
        RotationCalendar calendar = calendar(access, Optional.empty());
        Instant end = clock.instant().plus(QUARTER);
        assertThat(calendar.list(ACME, null, end, end, DuePlace.START, 10))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.due())
                            .isInstanceOfSatisfying(
                                    DueKey.class, due -> assertThat(due.key()).isEqualTo(mine));
                    assertThat(line.due().dueAt()).isEqualTo(SCHEDULE.due(mine).orElseThrow());
                    assertThat(line.overdue()).isFalse();
                    assertThat(line.outlook()).isEqualTo(Outlook.ROTATES);
                });
        assertThatThrownBy(() -> calendar.list(ACME, "globex", end, end, DuePlace.START, 10))
                .isInstanceOf(KeywrightException.class)
                .hasMessageContaining("another tenant");
        assertThat(calendar.list(KeyService.ADMIN, null, end, end, DuePlace.START, 10))
                .hasSize(2);
        assertThat(calendar.list(KeyService.ADMIN, "globex", end, end.plusMillis(1), DuePlace.START, 10))
                .singleElement()
                .satisfies(line -> assertThat(line.overdue()).isTrue());

        clock.set(end);
        Run run = rotations().run().orElseThrow();
        RotationHistory history = new RotationHistory(access, service.ledger.store.rotationRuns());
        assertThat(history.runs(ACME, null, null, 10))
                .singleElement()
                .satisfies(
                        seen -> assertThat(seen.count(RotationOutcome.ROTATED)).isOne());
        assertThat(history.run(ACME, null, run.runId(), null, 10).results())
                .extracting(KeyResult::keyId)
                .containsExactly(mine.keyId());
        assertThat(history.run(KeyService.ADMIN, null, run.runId(), null, 1).results())
                .hasSize(1);
        assertThat(history.run(KeyService.ADMIN, "globex", run.runId(), null, 10)
                        .results())
                .extracting(KeyResult::keyId)
                .containsExactly(other.keyId());
        assertThat(history.runs(KeyService.of("initech"), null, null, 10)).isEmpty();
        assertThatThrownBy(() -> history.run(KeyService.of("initech"), null, run.runId(), null, 10))
                .hasMessageContaining("no such run");
    }
}
