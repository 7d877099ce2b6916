package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All files of a data folder at one moment, to compare with and to come back to. The lock file does not count. */
final class Snapshot {

    private final Path folder;
    private final Map<Path, ByteBuffer> files;

    private Snapshot(Path folder, Map<Path, ByteBuffer> files) {
        this.folder = folder;
        this.files = files;
    }

    static Snapshot of(Path folder) {
        Map<Path, ByteBuffer> files = new TreeMap<>();
        for (Path file : files(folder)) {
            files.put(file, ByteBuffer.wrap(content(file)));
        }
        return new Snapshot(folder, files);
    }

    /** Passes if the folder holds the same files with the same content as then. */
    void assertUnchanged() {
        Map<Path, ByteBuffer> now = of(folder).files;
        assertThat(now.keySet()).isEqualTo(files.keySet());
        files.forEach((file, content) ->
                assertThat(now.get(file)).as("content of %s", file).isEqualTo(content));
    }

    /** Makes the folder what it was; permissions stay as they are, and files that are new are deleted. */
    void restore() throws IOException {
        for (Path file : files(folder)) {
            if (!files.containsKey(file)) {
                Files.delete(file);
            }
        }
        for (Map.Entry<Path, ByteBuffer> file : files.entrySet()) {
            if (Files.notExists(file.getKey())
                    || !Arrays.equals(content(file.getKey()), file.getValue().array())) {
                Files.write(file.getKey(), file.getValue().array());
            }
        }
    }

    private static Iterable<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("keywright.lock"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
