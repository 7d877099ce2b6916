package io.keywright.cli.profile;

import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A service, and as whom it is called, under one name.
 *
 * @param file where it stands, from whose folder its own files are named
 * @param members by the names of {@link #MEMBERS}
 */
public record Profile(Path file, String name, Map<String, String> members) {

    /** What a profile can say; each as the option of the same name does. */
    static final List<String> MEMBERS = List.of("url", "ca", "cert", "key", "token-file", "data", "as", "tenant");

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    public Profile {
        members = Map.copyOf(members);
    }

    /** What it says of {@code member}. */
    public Optional<String> text(String member) {
        return Optional.ofNullable(members.get(member));
    }

    /** The file or folder that it names as {@code member}. */
    public Optional<Path> path(String member) {
        return text(member).map(it -> file.toAbsolutePath().resolveSibling(it).normalize());
    }

    /**
     * The file of a secret, which nobody but its owner may read or write.
     *
     * @throws CommandFailed if others may, or there is no such file
     */
    public Optional<Path> secret(String member) {
        Optional<Path> secret = path(member);
        secret.ifPresent(it -> requirePrivate(it, member));
        return secret;
    }

    private void requirePrivate(Path secret, String member) {
        try {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(secret));
            permissions.retainAll(OTHERS);
            if (!permissions.isEmpty()) {
                throw CommandFailed.badInput("%s of profile %s: others than its owner may use %s. Run: chmod 600 %s"
                        .formatted(member, name, secret, secret));
            }
        } catch (UnsupportedOperationException e) {
            return;
        } catch (IOException e) {
            throw CommandFailed.badInput(
                    "%s of profile %s: %s is no file that can be read.".formatted(member, name, secret));
        }
    }
}
