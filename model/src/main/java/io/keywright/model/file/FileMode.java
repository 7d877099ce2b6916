package io.keywright.model.file;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Who may read a file that is written; its owner alone may write it.
 *
 * @param exact whether the process's umask has no say
 */
public record FileMode(Set<PosixFilePermission> permissions, boolean exact) {

    /** For secrets, and what is nobody else's business. */
    public static final FileMode OWNER_ALONE = new FileMode(PosixFilePermissions.fromString("rw-------"), true);

    /** For all whom the process's umask does not shut out. */
    public static final FileMode EVERYBODY = new FileMode(PosixFilePermissions.fromString("rw-r--r--"), false);

    public FileMode {
        permissions = Set.copyOf(permissions);
    }
}
