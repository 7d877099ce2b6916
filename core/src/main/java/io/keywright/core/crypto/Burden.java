package io.keywright.core.crypto;

/** What an operation burdens, which tells where it may run. */
public enum Burden {
    /** Hardly anything: measured to take less than 0.1 ms, so that it may run on an event loop. */
    LIGHT,
    /** A processor of this machine. */
    HEAVY,
    /** Another machine or device, which is waited for. */
    ELSEWHERE
}
