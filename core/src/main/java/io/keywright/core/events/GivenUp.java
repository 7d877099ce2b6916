package io.keywright.core.events;

/** A subscription has no future until somebody resumes it. */
final class GivenUp extends Exception {

    private final String reason;

    GivenUp(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
