package io.keywright.archive.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Writes files that are whole or not there, and on the disk, whenever the machine stops. */
final class DurableFiles {

    private static final String DRAFT = ".draft";

    private final Path root;

    DurableFiles(Path root) {
        this.root = root;
    }

    /** Puts a read-only file with {@code bytes} at {@code file}, in the place of whatever was there. */
    void write(Path file, byte[] bytes) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        makeFolders(folder);
        Path draft = folder.resolve(file.getFileName() + DRAFT);
        Files.deleteIfExists(draft);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (!file.toFile().setReadOnly()) {
            throw new IOException("its permissions cannot be changed");
        }
        sync(folder);
    }

    /** Passes if a file can be written here. */
    void probe() throws IOException {
        Files.delete(Files.createTempFile(root, "probe", DRAFT));
    }

    private void makeFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = Objects.requireNonNull(folder.getParent());
            if (folder.startsWith(root) && !folder.equals(root)) {
                makeFolders(parent);
            }
            Files.createDirectories(folder);
            sync(parent);
        }
    }

    /** A new name is on the disk only when its folder is. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
