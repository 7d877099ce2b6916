package io.keywright.cli.dev;

import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine. */
final class Ports {

    private static final int HIGHEST = 65_535;

    private Ports() {}

    /** Finds out early, and says plainly, what the server would find out late. */
    static void requireFree(int port) {
        if (port < 0 || port > HIGHEST) {
            throw CommandFailed.badInput("--port must be between 0 and " + HIGHEST + ".");
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress("localhost", port));
        } catch (IOException e) {
            throw CommandFailed.because("Port %d cannot be used: %s. Stop what uses it, or choose another by --port."
                    .formatted(port, e.getMessage()));
        }
    }
}
