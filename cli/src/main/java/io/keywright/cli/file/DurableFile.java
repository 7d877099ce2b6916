package io.keywright.cli.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a file whole or not at all, and so that it outlives a loss of power. */
public final class DurableFile {

    private DurableFile() {}

    /** Writes it for its owner alone, in the place of whatever was there. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, content, FileMode.OWNER_ALONE);
    }

    /** Writes it in the place of whatever was there. */
    public static void write(Path file, byte[] content, FileMode mode) throws IOException {
        Path draft = draft(file, content, mode);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        settle(file);
    }

    /**
     * Writes it for its owner alone, where nothing was.
     *
     * @throws FileAlreadyExistsException if there is something
     */
    public static void writeNew(Path file, byte[] content) throws IOException {
        Path draft = draft(file, content, FileMode.OWNER_ALONE);
        try {
            Files.createLink(file, draft);
        } finally {
            Files.delete(draft);
        }
        settle(file);
    }

    private static Path draft(Path file, byte[] content, FileMode mode) throws IOException {
        Path draft = Files.createTempFile(
                folder(file), "draft", "", PosixFilePermissions.asFileAttribute(mode.permissions()));
        try {
            if (mode.exact()) {
                Files.setPosixFilePermissions(draft, mode.permissions());
            }
            fill(draft, content);
        } catch (IOException e) {
            Files.delete(draft);
            throw e;
        }
        return draft;
    }

    private static void fill(Path draft, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void settle(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(folder(file), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().resolveSibling("");
    }
}
