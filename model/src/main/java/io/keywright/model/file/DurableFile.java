package io.keywright.model.file;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Writes files whole or not at all, and on the disk on return: the content goes to a file beside the place, to the disk, and takes
 * its name; then the folder goes to the disk, for a name lasts no longer than that. Nobody who may not read the file can read it
 * at any time before. What fails leaves nothing but what was there.
 */
public final class DurableFile {

    /** How the names of files end whose writer was stopped half-way. */
    public static final String UNFINISHED = ".part";

    @FunctionalInterface
    private interface Naming {
        void name(Path draft) throws IOException;
    }

    private DurableFile() {}

    /** Writes it for its owner alone, in the place of whatever was there. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, content, FileMode.OWNER_ALONE);
    }

    /** Writes it in the place of whatever was there. */
    public static void write(Path file, byte[] content, FileMode mode) throws IOException {
        put(file, content, mode, draft -> Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE));
    }

    /**
     * Writes it for its owner alone, where nothing was.
     *
     * @throws FileAlreadyExistsException if there is something
     */
    public static void writeNew(Path file, byte[] content) throws IOException {
        put(file, content, FileMode.OWNER_ALONE, draft -> Files.createLink(file, draft));
    }

    /** Gives {@code draft}, a whole file of the same file system, the place of whatever was at {@code file}. */
    public static void place(Path draft, Path file) throws IOException {
        settle(draft);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        settle(folder(file));
    }

    /** Brings to the disk what a file holds, or which names a folder has. */
    public static void settle(Path path) throws IOException {
        if (isPosix(path)) {
            try (FileChannel channel = FileChannel.open(path, READ)) {
                channel.force(true);
            }
        }
    }

    /** Removes what writers have left in a folder who were stopped half-way. Nobody may be writing there. */
    public static void removeUnfinished(Path folder) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    private static void put(Path file, byte[] content, FileMode mode, Naming naming) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
        try {
            fill(draft, content, mode);
            naming.name(draft);
        } finally {
            Files.deleteIfExists(draft);
        }
        settle(folder(file));
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().resolveSibling("");
    }

    private static void fill(Path draft, byte[] content, FileMode mode) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, Set.of(CREATE_NEW, WRITE), fromCreation(draft, mode))) {
            if (mode.exact() && isPosix(draft)) {
                Files.setPosixFilePermissions(draft, mode.permissions());
            }
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] fromCreation(Path file, FileMode mode) {
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode.permissions())}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
