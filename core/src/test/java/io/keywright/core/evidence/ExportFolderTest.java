package io.keywright.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.evidence.Export.Progress;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFolderTest {

    private static final int TIMES = 500;

    @TempDir
    private Path path;

    private static final UUID NODE = new UUID(1, 1);

    private static StoredExport export() {
        Instant then = Instant.parse("2026-01-01T00:00:00Z");
        Export export = new Export(
                UUID.randomUUID(), "acme", "auditor", null, then, then, then, ExportState.QUEUED, Progress.NONE, null);
        return new StoredExport(export, Optional.empty());
    }

    @Test
    void countsTheBytesOfAllFiles() throws Exception {
        ExportFolder folder = new ExportFolder(path, NODE);
        Files.write(folder.zip(UUID.randomUUID()), new byte[1000]);
        Files.write(folder.part(UUID.randomUUID(), ".zip"), new byte[234]);

        assertThat(folder.bytes()).isEqualTo(1234);
    }

    @Test
    void countsWhileFilesComeAndGo() throws Exception {
        ExportFolder folder = new ExportFolder(path, NODE);
        CountDownLatch began = new CountDownLatch(1);
        try (ExecutorService others = Executors.newSingleThreadExecutor()) {
            Future<?> telling = others.submit(() -> {
                StoredExport told = export();
                for (int time = 0; time < TIMES; time++) {
                    folder.tell(told);
                    began.countDown();
                }
            });
            began.await();

            while (!telling.isDone()) {
                assertThat(folder.bytes()).isPositive();
            }
            telling.get();
        }
    }

    @Test
    void whatNodesThatShareItHaveUnderWayIsEachOnesOwn() throws Exception {
        ExportFolder one = new ExportFolder(path, NODE);
        ExportFolder two = new ExportFolder(path, new UUID(2, 2));
        StoredExport told = export();
        UUID id = told.export().exportId();
        Files.write(one.part(id, ".zip"), new byte[1]);
        Files.write(two.part(id, ".zip"), new byte[2]);
        two.tell(told);
        one.deleteOwnParts(id);
        two.complete(id);
        assertThat(two.zip(id)).hasSize(2);

        Files.write(one.part(id, ".zip"), new byte[1]);
        two.deleteParts(id);
        assertThat(path)
                .isDirectoryContaining(file -> file.equals(one.zip(id)))
                .isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
        assertThat(one.find(id)).contains(told);
        two.delete(id);
        assertThat(path).isEmptyDirectory();
        assertThat(one.find(id)).isEmpty();
    }

    @Test
    void leavesNothingOfWhatCannotBeTold() throws Exception {
        ExportFolder folder = new ExportFolder(path, NODE);
        StoredExport told = export();
        Path inTheWay = Files.createDirectory(path.resolve(told.export().exportId() + ".export"));

        assertThatThrownBy(() -> folder.tell(told)).isInstanceOf(UncheckedIOException.class);
        assertThat(path).isDirectoryNotContaining(file -> !file.equals(inTheWay));
    }
}
