package io.keywright.model;

/** A part of the service whose log can be made to tell more or less. */
public enum LogCategory implements WireName {
    ALL("all"),
    /** Requests, from their connection to their answer. */
    REQUESTS("requests"),
    /** Who calls: certificates, tokens, trust. */
    IDENTITY("identity"),
    /** What the service does by itself: rotation, archive, deliveries, backups. */
    BACKGROUND("background"),
    /** Health, root providers, what is held in memory. */
    HEALTH("health");

    private final String wireName;

    LogCategory(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
