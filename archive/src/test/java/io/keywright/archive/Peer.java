package io.keywright.archive;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Other programs, which {@code make peers} installs. */
public final class Peer {

    private static final Path PEERS =
            Path.of("").toAbsolutePath().resolveSibling(".peers").normalize();

    private Peer() {}

    /** The program, or the test is skipped. */
    public static String program(String name) {
        Path program =
                Path.of(System.getProperty("keywright.peers", PEERS.toString())).resolve(name);
        assumeTrue(Files.isExecutable(program), "skipped: " + name + " is not installed, run make peers");
        return program.toString();
    }
}
