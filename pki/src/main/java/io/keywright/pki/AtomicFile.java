package io.keywright.pki;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Replaces a file as a whole: new content goes to a file beside it, to the disk, and then takes its name. */
public final class AtomicFile {

    static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");
    static final Set<PosixFilePermission> PUBLIC = PosixFilePermissions.fromString("rw-r--r--");
    private static final String UNFINISHED = ".unfinished";

    private AtomicFile() {}

    /** Writes it for its owner alone, in the place of whatever was there. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, content, PRIVATE);
    }

    static void write(Path file, byte[] content, Set<PosixFilePermission> permissions) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
        try {
            writeNew(beside, content, permissions);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Removes what writes left behind that were cut off by a crash. */
    static void removeUnfinished(Path folder) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    static void writeNew(Path file, byte[] content, Set<PosixFilePermission> permissions) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileAttribute<?> fromCreation = PosixFilePermissions.asFileAttribute(permissions);
        try (FileChannel channel = FileChannel.open(file, options, fromCreation)) {
            ByteBuffer remaining = ByteBuffer.wrap(content);
            while (remaining.hasRemaining()) {
                channel.write(remaining);
            }
            channel.force(true);
        }
    }
}
