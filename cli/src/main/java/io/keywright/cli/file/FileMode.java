package io.keywright.cli.file;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

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

    /** Reads an option, as in 0640; nobody but the owner may write, and nobody run it. */
    public static final class Reader implements ITypeConverter<FileMode> {

        @Override
        public FileMode convert(String text) {
            if (!text.matches("0?6[04][04]")) {
                throw new TypeConversionException("must be 0600, 0640, 0604 or 0644, not '" + text + "'");
            }
            String digits =
                    text.substring(text.length() - 2).replace("4", "r--").replace("0", "---");
            return new FileMode(PosixFilePermissions.fromString("rw-" + digits), true);
        }
    }
}
