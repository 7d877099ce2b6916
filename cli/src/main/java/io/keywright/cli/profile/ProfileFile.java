package io.keywright.cli.profile;

import io.keywright.verifier.input.InputFile;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The file of profiles. Each begins with its name in brackets, and has a line {@code member = value} for each thing that it
 * says. Before the first, {@code profile = NAME} may say which counts where none is named. Lines that begin with {@code #} or
 * {@code ;} say nothing. What cannot be understood is refused, with its line.
 */
public final class ProfileFile {

    private static final String FILE = "KEYWRIGHT_CONFIG";
    private static final String USUAL = "profile";

    private final Path file;
    private final Map<String, Map<String, String>> profiles = new TreeMap<>();
    private Optional<String> usual = Optional.empty();

    private ProfileFile(Path file) {
        this.file = file;
    }

    /** Where it is: where the environment says, or else in the user's own configuration. */
    public static Path place(Map<String, String> environment, Path home) {
        String named = environment.get(FILE);
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        String base = environment.get("XDG_CONFIG_HOME");
        Path folder = base == null || base.isBlank() ? home.resolve(".config") : Path.of(base);
        return folder.resolve("keywright").resolve("profiles");
    }

    /**
     * The profile of that name.
     *
     * @throws CommandFailed if there is none, or the file cannot be used
     */
    public static Profile named(Path file, String name) {
        ProfileFile read = read(file);
        Map<String, String> members = read.profiles.get(name);
        if (members == null) {
            throw CommandFailed.badInput("There is no profile %s in %s; there are: %s."
                    .formatted(
                            name, file, read.profiles.isEmpty() ? "none" : String.join(", ", read.profiles.keySet())));
        }
        return new Profile(file, name, members);
    }

    /**
     * The profile that counts where none is named; empty if there is no file, or it names none.
     *
     * @throws CommandFailed if the file cannot be used
     */
    public static Optional<Profile> usual(Path file) {
        return Files.exists(file) ? read(file).usual.map(name -> named(file, name)) : Optional.empty();
    }

    private static ProfileFile read(Path file) {
        ProfileFile read = new ProfileFile(file);
        String text = InputFile.text(FILE, file);
        read.requireOwn();
        Map<String, String> members = Map.of();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
                continue;
            }
            if (stripped.startsWith("[")) {
                members = read.begin(stripped, number);
            } else if (read.profiles.isEmpty()) {
                read.chooseUsual(stripped, number);
            } else {
                read.add(members, stripped, number);
            }
        }
        return read;
    }

    /** Whoever can write it decides where secrets are sent. */
    private void requireOwn() {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw CommandFailed.badInput(
                        "%s: others than its owner may write %s. Run: chmod 600 %s".formatted(FILE, file, file));
            }
        } catch (UnsupportedOperationException e) {
            return;
        } catch (IOException e) {
            throw CommandFailed.badInput("%s: the file %s cannot be read.".formatted(FILE, file));
        }
    }

    private Map<String, String> begin(String line, int number) {
        String name =
                line.substring(1, line.length() - (line.endsWith("]") ? 1 : 0)).strip();
        if (!line.endsWith("]") || !name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw refused(number, "must be [NAME], with a name of up to 64 characters of A-Z a-z 0-9 . _ -");
        }
        Map<String, String> members = new LinkedHashMap<>();
        if (profiles.putIfAbsent(name, members) != null) {
            throw refused(number, "begins the profile %s again".formatted(name));
        }
        return members;
    }

    private void chooseUsual(String line, int number) {
        String[] parts = parts(line, number);
        if (!parts[0].equals(USUAL) || usual.isPresent()) {
            throw refused(number, "stands before the first [NAME], where only one line profile = NAME may");
        }
        usual = Optional.of(parts[1]);
    }

    private void add(Map<String, String> members, String line, int number) {
        String[] parts = parts(line, number);
        if (!Profile.MEMBERS.contains(parts[0])) {
            throw refused(
                    number, "is about '%s'; a profile has %s".formatted(parts[0], String.join(", ", Profile.MEMBERS)));
        }
        if (members.putIfAbsent(parts[0], parts[1]) != null) {
            throw refused(number, "says %s again".formatted(parts[0]));
        }
    }

    private String[] parts(String line, int number) {
        int equals = line.indexOf('=');
        if (equals < 1 || line.substring(equals + 1).isBlank()) {
            throw refused(number, "must be member = value");
        }
        return new String[] {
            line.substring(0, equals).strip(), line.substring(equals + 1).strip()
        };
    }

    private CommandFailed refused(int line, String why) {
        return CommandFailed.badInput("Line %d of %s %s.".formatted(line, file, why));
    }
}
