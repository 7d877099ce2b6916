package io.keywright.chaos.history;

/** What a caller knows of what it asked for. */
public enum Outcome {
    /** It was answered as done. */
    DONE,
    /** It was answered as not done. */
    REFUSED,
    /** No answer came, or one that says that nobody knows. */
    UNKNOWN
}
