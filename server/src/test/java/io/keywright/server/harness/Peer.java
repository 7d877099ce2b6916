package io.keywright.server.harness;

import java.nio.file.Path;

/** Where {@code make peers} puts programs of others. */
public final class Peer {

    private Peer() {}

    public static Path path(String name) {
        return Path.of("..", ".peers", name).toAbsolutePath().normalize();
    }
}
