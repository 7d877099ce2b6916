package io.keywright.server.alerts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.server.harness.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of Prometheus' that runs in a folder of its own until it is closed. */
record Program(Process process) implements AutoCloseable {

    /** Skips the test where it is not installed. */
    static void assumeInstalled(String name) {
        assumeTrue(Files.isExecutable(Peer.path(name)), "skipped: " + name + " is not installed, run make peers");
    }

    static Program start(String name, Path folder, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(Peer.path(name).toString()));
        command.addAll(List.of(options));
        return new Program(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
