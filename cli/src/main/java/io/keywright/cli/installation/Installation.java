package io.keywright.cli.installation;

import java.nio.file.Path;

/**
 * Where Keywright was built.
 *
 * @param home the repository's root
 */
public record Installation(Path home) {

    private static final String HOME = "cli.home";

    /** The one that {@code bin/keywright} belongs to; without it, the current folder. */
    public static Installation ofProcess() {
        return new Installation(Path.of(System.getProperty(HOME, "")).toAbsolutePath());
    }

    /** The script that starts every command. */
    public Path script() {
        return home.resolve("bin").resolve("keywright");
    }

    /** What the JVM has recorded of an earlier start, so that later ones are quick. */
    public Path startupCache() {
        return home.resolve("cli").resolve("target").resolve("keywright.aot");
    }

    /** The README. */
    public Path readme() {
        return home.resolve("README.md");
    }
}
