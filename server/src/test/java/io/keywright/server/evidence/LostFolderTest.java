package io.keywright.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.evidence.Export;
import io.keywright.core.evidence.Export.Outcome;
import io.keywright.core.evidence.ExportState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exports whose folder cannot be written fail, and take no place from those that come once it can. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LostFolderTest {

    @TempDir
    private Path data;

    private final AtomicBoolean lose = new AtomicBoolean();

    private SmallService service() throws Exception {
        return new SmallService(data, Clock.systemUTC(), Optional::empty, Duration.ZERO, report -> {
            if (lose.getAndSet(false)) {
                move(exports(), elsewhere());
            }
            return new byte[0];
        });
    }

    private Path exports() {
        return data.resolve("exports");
    }

    private Path elsewhere() {
        return data.resolve("elsewhere");
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatLosesItsFolderUnderWayFails() throws Exception {
        try (SmallService service = service()) {
            lose.set(true);
            Export failed = service.finished(service.start(Instant.EPOCH));
            assertThat(failed.outcome()).extracting(Outcome::failure).isEqualTo("internal");

            move(elsewhere(), exports());
            assertThat(service.finished(service.start(Instant.EPOCH)).state()).isEqualTo(ExportState.READY);
        }
    }

    @Test
    void whatCannotBeKeptIsRefusedAndTakesNoPlace() throws Exception {
        try (SmallService service = service()) {
            move(exports(), elsewhere());
            assertThatThrownBy(() -> service.start(Instant.EPOCH)).isInstanceOf(CompletionException.class);

            move(elsewhere(), exports());
            assertThat(service.finished(service.start(Instant.EPOCH)).state()).isEqualTo(ExportState.READY);
        }
    }
}
