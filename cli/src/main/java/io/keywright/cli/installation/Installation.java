package io.keywright.cli.installation;

import java.nio.file.Path;

/**
 * Where Keywright was built, or unpacked.
 *
 * @param home the repository's root, or the folder that {@code make dist} packs
 * @param records where the JVM keeps what it has recorded of earlier starts, so that later ones are quick
 */
public record Installation(Path home, Path records) {

    private static final String HOME = "cli.home";
    private static final String RECORDS = "cli.records";

    /** In a folder, where recorded starts are kept, too. */
    public Installation(Path home) {
        this(home, home);
    }

    /** The one that {@code bin/keywright} belongs to; without it, the current folder. */
    public static Installation ofProcess() {
        return new Installation(path(HOME), path(RECORDS));
    }

    private static Path path(String property) {
        return Path.of(System.getProperty(property, "")).toAbsolutePath();
    }

    /** The script that starts every command. */
    public Path script() {
        return home.resolve("bin").resolve("keywright");
    }

    /** The README. */
    public Path readme() {
        return home.resolve("README.md");
    }
}
