package io.keywright.server.harness;

import java.io.IOException;

/** The server did not answer: what a test takes for a failure, unless it has just ended the server. */
public final class NoAnswer extends AssertionError {

    private static final long serialVersionUID = 1;

    NoAnswer(IOException cause) {
        super("no answer", cause);
    }
}
