package io.keywright.cli.trust;

/** A bundle that must not be put in place. The message says why, as a sentence for a person. */
final class Doubtful extends Exception {

    private static final long serialVersionUID = 1L;

    Doubtful(String message) {
        super(message);
    }
}
