package io.keywright.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.evidence.Export;
import io.keywright.core.evidence.ExportState;
import io.keywright.core.ledger.Recorded;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is slow with the files of exports holds up nobody else. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExportFilesTest {

    @TempDir
    private Path folder;

    /** Keeps the thread of an executor busy until it is released. */
    private static final class Hold implements AutoCloseable {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        Hold(Executor executor) {
            executor.execute(() -> {
                reached.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        void awaitReached() throws InterruptedException {
            reached.await();
        }

        void release() {
            released.countDown();
        }

        @Override
        public void close() {
            release();
        }
    }

    @Test
    void areNotWrittenOnTheJournalsThread() throws Exception {
        try (SmallService service = new SmallService(folder, Clock.systemUTC(), Optional::empty, Duration.ZERO);
                Hold beforeAll = new Hold(service.blocking())) {
            CompletableFuture<Recorded<Export>> asked = service.ask(Instant.EPOCH);
            try (Hold beforeTheFile = new Hold(service.blocking())) {
                beforeAll.release();
                beforeTheFile.awaitReached();
                service.use().join();
                assertThat(asked).isNotDone();
                assertThat(folder.resolve("exports")).isEmptyDirectory();
            }
            assertThat(service.finished(asked.join().value()).state()).isEqualTo(ExportState.READY);
        }
    }
}
