package io.keywright.model;

/** Whether events are delivered. */
public enum SubscriptionState implements WireName {
    ACTIVE("active"),
    /** Given up, until somebody resumes it. */
    DEAD("dead");

    private final String wireName;

    SubscriptionState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
