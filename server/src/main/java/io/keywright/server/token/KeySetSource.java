package io.keywright.server.token;

import java.io.IOException;

/** Where an issuer publishes its keys. */
public interface KeySetSource {

    /** No JWK set is longer. */
    int MAX_BYTES = 256 * 1024;

    /**
     * The JWK set as it is now, unchecked. Blocks, but never for longer than a few seconds.
     *
     * @throws IOException if there is none, or it is longer than {@link #MAX_BYTES}
     */
    String read() throws IOException;
}
