package io.keywright.chaos.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/** The clock of a process, which libfaketime shifts while it runs. */
final class Clock {

    private final Path library;
    private final Path offset;

    /** @param offset the file that says by how much */
    Clock(Path library, Path offset) throws IOException {
        this.library = library;
        this.offset = offset;
        shift(Duration.ZERO);
    }

    /** What the process must be started with. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                offset.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }

    /** Sets it so much forward, or back, of the true time; within a second. */
    void shift(Duration by) throws IOException {
        Path next = offset.resolveSibling(offset.getFileName() + ".next");
        Files.writeString(next, "%+d".formatted(by.toSeconds()));
        Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
