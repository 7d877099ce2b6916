package io.keywright.chaos.cluster;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A disk of its own in memory, which can be made too small. Only root can mount one. */
final class Disk implements AutoCloseable {

    private static final String SIZE = "size=8g";
    /** So much room is left on a full one. */
    private static final long REST_BYTES = 64 << 10;

    private final Path place;

    private Disk(Path place) {
        this.place = place;
    }

    /** Mounts one; empty if that is not allowed. */
    static Optional<Disk> mount() throws IOException, InterruptedException {
        Path place = Files.createTempDirectory("keywright-disk");
        if (run("mount", "-t", "tmpfs", "-o", SIZE + ",mode=0755", "tmpfs", place.toString())) {
            return Optional.of(new Disk(place));
        }
        Files.delete(place);
        return Optional.empty();
    }

    Path place() {
        return place;
    }

    /** Leaves hardly any room on it. */
    void fill() throws IOException {
        FileStore store = Files.getFileStore(place);
        long used = store.getTotalSpace() - store.getUsableSpace();
        resize("size=" + (used + REST_BYTES));
    }

    /** Makes room again. */
    void empty() throws IOException {
        resize(SIZE);
    }

    private void resize(String size) throws IOException {
        if (!run("mount", "-o", "remount," + size, place.toString())) {
            throw new IOException(place + " cannot be resized");
        }
    }

    private static boolean run(String... command) throws IOException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                == 0;
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", place.toString());
        Files.deleteIfExists(place);
    }
}
