package io.keywright.server.identity.token;

/** Whether requests carry a token. */
public enum TokenMode {
    /** None is read, and one that is sent is refused: its sender believes that it counts. */
    OFF,
    OPTIONAL,
    REQUIRED
}
