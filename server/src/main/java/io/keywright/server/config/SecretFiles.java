package io.keywright.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** Checks that a file that holds a secret can be read, and not by everybody. */
final class SecretFiles {

    private SecretFiles() {}

    static void check(String property, Path file, Faults faults) {
        try {
            faults.unless(Files.isReadable(file), property, "must be a file that can be read.");
            faults.unless(
                    !openToEverybody(file),
                    property,
                    "is open to everybody: run chmod o= on it, and replace what it holds if others had access.");
        } catch (IOException e) {
            faults.add(property, "must be a file that can be read.");
        }
    }

    private static boolean openToEverybody(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.exists(file)
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    }
}
