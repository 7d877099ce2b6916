package io.keywright.archive.folder;

import io.keywright.model.file.DurableFile;
import io.keywright.model.file.FileMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Writes files that nobody is to write again, and the folders that they lie in. */
final class ReadOnlyFiles {

    private final Path root;

    ReadOnlyFiles(Path root) {
        this.root = root;
    }

    /** Puts a read-only file with {@code bytes} at {@code file}, whole and durable, in the place of whatever was there. */
    void write(Path file, byte[] bytes) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        makeFolders(folder);
        DurableFile.write(file, bytes, FileMode.EVERYBODY);
        if (!file.toFile().setReadOnly()) {
            throw new IOException("its permissions cannot be changed");
        }
    }

    /** Passes if a file can be written here. */
    void probe() throws IOException {
        Files.delete(Files.createTempFile(root, "probe", DurableFile.UNFINISHED));
    }

    private void makeFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = Objects.requireNonNull(folder.getParent());
            if (folder.startsWith(root) && !folder.equals(root)) {
                makeFolders(parent);
            }
            Files.createDirectories(folder);
            DurableFile.settle(parent);
        }
    }
}
