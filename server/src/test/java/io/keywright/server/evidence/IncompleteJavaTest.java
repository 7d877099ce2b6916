package io.keywright.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.evidence.EvidenceReport;
import io.keywright.core.evidence.Export;
import io.keywright.core.evidence.Export.Outcome;
import io.keywright.core.evidence.ExportState;
import io.keywright.core.work.Supervisor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the Java runtime itself fails at ends the export, and not the service's exports. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IncompleteJavaTest {

    @TempDir
    private Path folder;

    /** Fails with each of the errors, then no more. */
    private static EvidenceReport.Renderer failing(Error... errors) {
        Queue<Error> left = new ConcurrentLinkedQueue<>(List.of(errors));
        return report -> {
            Error error = left.poll();
            if (error != null) {
                throw error;
            }
            return new byte[0];
        };
    }

    private SmallService service(Error... errors) throws Exception {
        return new SmallService(folder, Clock.systemUTC(), Optional::empty, Duration.ZERO, failing(errors));
    }

    @Test
    void aMissingModuleIsToldToTheOperatorAndTheNextExportIsMade() throws Exception {
        try (SmallService service = service(new NoClassDefFoundError("java/awt/Color"))) {
            Export failed = service.finished(service.start(Instant.EPOCH));
            assertThat(failed.state()).isEqualTo(ExportState.FAILED);
            assertThat(failed.outcome()).extracting(Outcome::failure).isEqualTo("runtime_incomplete");
            assertThat(service.failure(failed))
                    .hasMessageContaining("Run the service on a complete one, with the module java.desktop")
                    .hasRootCauseMessage("java/awt/Color");

            assertThat(service.finished(service.start(Instant.EPOCH)).state()).isEqualTo(ExportState.READY);
        }
    }

    @Test
    void anyOtherErrorIsAnInternalFailure() throws Exception {
        try (SmallService service = service(new StackOverflowError())) {
            Export failed = service.finished(service.start(Instant.EPOCH));
            assertThat(failed.outcome()).extracting(Outcome::failure).isEqualTo("internal");
            assertThat(service.failure(failed)).isInstanceOf(StackOverflowError.class);
        }
    }

    @Test
    void exhaustedMemoryIsLeftToTheSupervisorAndNextIsMadeWhatComesNext() throws Exception {
        BlockingQueue<String> exhausted = new LinkedBlockingQueue<>();
        try (SmallService service = new SmallService(
                folder,
                Clock.systemUTC(),
                Optional::empty,
                Duration.ZERO,
                failing(new OutOfMemoryError("planned")),
                new Supervisor(new OutOfMemory(exhausted), InstantSource.system()))) {
            Export begun = service.start(Instant.EPOCH);
            assertThat(exhausted.poll(30, TimeUnit.SECONDS)).isEqualTo("evidence");
            assertThat(service.now(begun).state().finished()).isFalse();

            assertThat(service.finished(service.start(Instant.EPOCH)).state()).isEqualTo(ExportState.READY);
        }
    }

    /** Takes down which thread was out of memory. */
    private record OutOfMemory(Queue<String> threads) implements Supervisor.Watch {

        @Override
        public void failed(String thread, Throwable cause) {}

        @Override
        public void recovered(String thread) {}

        @Override
        public void outOfMemory(String thread, OutOfMemoryError cause) {
            threads.add(thread);
        }
    }
}
