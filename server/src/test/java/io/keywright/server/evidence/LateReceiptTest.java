package io.keywright.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.evidence.Export;
import io.keywright.core.evidence.ExportState;
import io.keywright.ledger.evidence.EvidenceFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A receipt that got its time before the end of a range, and is committed late. */
class LateReceiptTest {

    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    private Path folder;

    private static String receipts(Path archive) throws Exception {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return new String(
                    zip.getInputStream(zip.getEntry(EvidenceFiles.RECEIPTS)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void isWaitedForAndNotMissing() throws Exception {
        HeldClock clock = new HeldClock();
        try (SmallService service = new SmallService(folder, clock, Optional::empty, Duration.ZERO)) {
            CompletableFuture<UUID> late = CompletableFuture.supplyAsync(
                    () -> {
                        clock.holdThisThread();
                        return service.use().join();
                    },
                    Thread::startVirtualThread);
            clock.awaitHeld();
            Thread.sleep(Duration.ofMillis(2));

            Export export = service.start(Instant.EPOCH);
            Thread.sleep(SHORT);
            assertThat(service.now(export).state().finished()).isFalse();
            clock.release();

            String id = late.join().toString();
            Export finished = service.finished(export);
            assertThat(finished.state()).isEqualTo(ExportState.READY);
            assertThat(receipts(service.archive(finished))).contains(id);
        }
    }
}
