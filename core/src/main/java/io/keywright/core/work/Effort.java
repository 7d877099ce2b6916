package io.keywright.core.work;

import java.time.Duration;

/** How long a computation keeps a processor busy. */
public enum Effort {
    /** Milliseconds: a signature with RSA or ML-DSA, a new EC key. */
    SHORT(Duration.ofSeconds(1)),
    /** Up to seconds: a new RSA key. */
    LONG(Duration.ofSeconds(5));

    private final Duration pause;

    Effort(Duration pause) {
        this.pause = pause;
    }

    /** What whoever is turned away is told to wait before the next try. */
    Duration pause() {
        return pause;
    }
}
