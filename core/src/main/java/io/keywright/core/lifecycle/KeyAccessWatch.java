package io.keywright.core.lifecycle;

/** Is told how long those who use keys wait for them. Must neither wait nor fail. Thread-safe. */
public interface KeyAccessWatch {

    /** Tells nobody. */
    KeyAccessWatch NONE = (held, nanos) -> {};

    /** A key was had after so long; {@code held} if memory had it. */
    void accessed(boolean held, long nanos);
}
