package io.keywright.core.root;

/** What a provider's keys may be able to do. What one cannot, {@link RootKey} makes good. */
public enum Capability {
    /** Refuses a blob that is opened under another binding than it was wrapped with. */
    BINDS,
    /** Refuses a blob that was altered. */
    AUTHENTICATES,
    /** Never makes the same blob twice. */
    RANDOMIZES
}
