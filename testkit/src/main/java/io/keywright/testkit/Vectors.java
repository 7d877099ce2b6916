package io.keywright.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The published test vectors. They stand beside the repository, never in it. */
public final class Vectors {

    private static final Path FOLDER = Path.of("shared", "vectors");

    private Vectors() {}

    /** The file or folder {@code name}, as in {@code wycheproof/ed25519_test.json}; without it the test is skipped. */
    public static Path require(String name) {
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            Path found = above.resolve(FOLDER).resolve(name);
            if (Files.exists(found)) {
                return found;
            }
        }
        return Assumptions.abort("skipped: the published vectors " + name + " are not here");
    }
}
