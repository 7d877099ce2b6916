package io.keywright.cli.dev;

import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine. */
final class Ports {

    private static final int ANY = 0;
    private static final int HIGHEST = 65_535;

    private Ports() {}

    /** Finds out early, and says plainly, what the server would find out late: it listens on each address of localhost. */
    static void requireFree(int port) {
        if (port < 0 || port > HIGHEST) {
            throw CommandFailed.badInput("--port must be between 0 and " + HIGHEST + ".");
        }
        try {
            for (InetAddress address : InetAddress.getAllByName("localhost")) {
                if (takes(address, ANY)) {
                    bind(address, port);
                }
            }
        } catch (IOException e) {
            throw CommandFailed.because("Port %d cannot be used: %s. Stop what uses it, or choose another by --port."
                    .formatted(port, e.getMessage()));
        }
    }

    /** An address that takes no port at all is none of this machine's, as ::1 is where IPv6 is off. */
    private static boolean takes(InetAddress address, int port) {
        try {
            bind(address, port);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void bind(InetAddress address, int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        }
    }
}
