package io.keywright.core.file;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that nobody but their owner can read, whatever the umask. */
public final class OwnerOnly {

    private OwnerOnly() {}

    /** A new, empty file. */
    public static Path create(Path file) throws IOException {
        return Files.createFile(file, only("rw-------"));
    }

    /** A new folder, in one that is there. */
    public static Path createFolder(Path folder) throws IOException {
        return Files.createDirectory(folder, only("rwx------"));
    }

    /** A folder, and those above it, as far as they are not there. */
    public static void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder, only("rwx------"));
    }

    private static FileAttribute<?>[] only(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
