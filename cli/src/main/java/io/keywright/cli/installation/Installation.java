package io.keywright.cli.installation;

import java.nio.file.Path;

/**
 * Where Keywright was built, or unpacked.
 *
 * @param home the repository's root, or the folder that {@code make dist} packs
 * @param startupCache what the JVM has recorded of an earlier start, so that later ones are quick
 */
public record Installation(Path home, Path startupCache) {

    private static final String HOME = "cli.home";
    private static final String STARTUP = "cli.startup";

    /** In a folder, where a start that is recorded is kept, too. */
    public Installation(Path home) {
        this(home, home.resolve("keywright.aot"));
    }

    /** The one that {@code bin/keywright} belongs to; without it, the current folder. */
    public static Installation ofProcess() {
        return new Installation(path(HOME), path(STARTUP));
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
