package io.keywright.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {

    @TempDir
    Path folder;

    private Path unpacked() throws Exception {
        new NativeLibrary(folder.resolve("native")).unpack();
        try (Stream<Path> files = Files.list(folder.resolve("native"))) {
            List<Path> found = files.toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    @Test
    void isUnpackedOnceAndUsedAgain() throws Exception {
        Path library = unpacked();
        assertThat(Files.size(library)).isGreaterThan(500_000);
        FileTime longAgo = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(library, longAgo);
        assertThat(Files.getLastModifiedTime(unpacked())).isEqualTo(longAgo);
    }

    @Test
    void isReplacedIfItIsNotExactlyTheDriversOwn() throws Exception {
        Path library = unpacked();
        byte[] right = Files.readAllBytes(library);
        byte[] altered = right.clone();
        altered[altered.length / 2] ^= 1;
        Files.write(library, altered);
        assertThat(unpacked()).hasBinaryContent(right);
    }
}
