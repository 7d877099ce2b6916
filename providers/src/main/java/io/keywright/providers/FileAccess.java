package io.keywright.providers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/** Who gets at a file with a secret. */
public final class FileAccess {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> HANDED_OVER = PosixFilePermissions.fromString("rwxr-----");
    private static final String ROOT = "root";

    private FileAccess() {}

    /**
     * Whether only this process's user gets at the file. A file of root's own may be readable for its group, unless this process is
     * root: so systemd hands over credentials, and Kubernetes secrets. True where the file system does not know such rights.
     */
    public static boolean isPrivate(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return true;
        }
        PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class);
        return isPrivate(file.permissions(), file.owner().getName(), System.getProperty("user.name", ROOT));
    }

    static boolean isPrivate(Set<PosixFilePermission> permissions, String owner, String user) {
        boolean handedOver = owner.equals(ROOT) && !user.equals(ROOT);
        return (handedOver ? HANDED_OVER : OWNER_ONLY).containsAll(new HashSet<>(permissions));
    }
}
