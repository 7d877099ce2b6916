package io.keywright.server.identity.revocation;

import java.io.IOException;
import java.time.Duration;

/** What others publish over HTTP. Nothing of it is to be believed before its signature was checked. Thread-safe. */
interface Documents {

    /**
     * What stands at {@code url} now.
     *
     * @throws IOException if nothing of use does, in words that go on after a colon
     */
    byte[] get(String url, Duration patience) throws IOException;

    /** What {@code url} answers to {@code body}. */
    byte[] post(String url, String type, byte[] body, Duration patience) throws IOException;
}
