package io.keywright.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.evidence.Export;
import io.keywright.core.evidence.ExportState;
import io.keywright.core.ledger.Recorded;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No tenant's exports lock out another's. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExportSharesTest {

    private static final Caller ACME = SmallService.auditor("acme");
    private static final Caller BOB = SmallService.auditor("bob");

    @TempDir
    private Path folder;

    /** Holds up the archive that is written first, and so all after it. */
    private final CountDownLatch released = new CountDownLatch(1);

    private final Queue<String> written = new ConcurrentLinkedQueue<>();
    private SmallService service;

    @BeforeEach
    void start() throws Exception {
        service = new SmallService(folder, Clock.systemUTC(), Optional::empty, Duration.ZERO, report -> {
            written.add(report.about().getFirst().value());
            await(released);
            return new byte[0];
        });
    }

    @AfterEach
    void stop() throws Exception {
        released.countDown();
        service.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<Recorded<Export>> ask(Caller auditor) {
        return service.ask(auditor, Instant.EPOCH);
    }

    private Export start(Caller auditor) {
        return ask(auditor).join().value();
    }

    private void awaitWriting() throws InterruptedException {
        while (written.isEmpty()) {
            Thread.sleep(5);
        }
    }

    @Test
    void asManyAsATenantMayHaveAreTakenHoweverManyAreAskedForAtOnce() {
        List<CompletableFuture<Recorded<Export>>> asked =
                IntStream.range(0, 20).mapToObj(i -> ask(ACME)).toList();

        List<CompletableFuture<Recorded<Export>>> refused = asked.stream()
                .filter(each ->
                        each.handle((export, failure) -> failure != null).join())
                .toList();
        assertThat(refused).hasSize(20 - SmallService.SHARE);
        assertThat(service.list(ACME)).hasSize(SmallService.SHARE);
        assertThat(refused)
                .allSatisfy(each -> assertThatThrownBy(each::join)
                        .isInstanceOf(CompletionException.class)
                        .cause()
                        .isInstanceOfSatisfying(KeywrightException.class, refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
                            assertThat(refusal.details()).containsEntry("reason", "exports_busy");
                            assertThat(refusal.retryAfter()).isPositive();
                        }));
    }

    @Test
    void aTenantWithAllThatItMayHaveLeavesRoomForOthersWhoComeInTurn() throws Exception {
        start(ACME);
        awaitWriting();
        start(ACME);
        Export last = start(ACME);
        Export others = start(BOB);

        released.countDown();

        assertThat(service.finished(BOB, others).state()).isEqualTo(ExportState.READY);
        assertThat(service.finished(ACME, last).state()).isEqualTo(ExportState.READY);
        assertThat(written).containsExactly("acme", "acme", "bob", "acme");
    }

    @Test
    void whatIsOverOrDeletedLeavesItsPlace() throws Exception {
        Export running = start(ACME);
        awaitWriting();
        List<Export> waiting = IntStream.range(1, SmallService.SHARE)
                .mapToObj(i -> start(ACME))
                .toList();
        assertThat(ask(ACME)).failsWithin(Duration.ofSeconds(10));

        service.delete(ACME, waiting.getFirst());
        Export instead = start(ACME);
        assertThat(ask(ACME)).failsWithin(Duration.ofSeconds(10));

        released.countDown();
        service.finished(ACME, running);
        service.finished(ACME, instead);
        for (int i = 0; i < SmallService.SHARE; i++) {
            service.finished(ACME, start(ACME));
        }
    }

    @Test
    void anExportIsRemovedOnlyWhereItWasAskedFor() {
        Scope prod = new Scope("acme", Environment.PROD, Plane.TENANT);
        Caller elsewhere = new Caller(ACME.subject(), prod, ACME.module());
        Export export = start(ACME);

        assertThat(service.list(elsewhere)).hasSize(1);
        assertThatThrownBy(() -> service.delete(elsewhere, export))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", "other_scope"));
        assertThat(service.list(ACME)).hasSize(1);
        service.delete(ACME, export);
        assertThat(service.list(ACME)).isEmpty();
    }

    @Test
    void whatCouldNotBeRecordedLeavesItsPlace() throws Exception {
        service.lose(true);
        for (int i = 0; i < SmallService.SHARE; i++) {
            assertThat(ask(ACME)).failsWithin(Duration.ofSeconds(10));
        }
        service.lose(false);

        assertThat(start(ACME).state()).isEqualTo(ExportState.QUEUED);
    }
}
