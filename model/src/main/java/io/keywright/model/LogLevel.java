package io.keywright.model;

/** How much a log tells; each level tells what those before it do. */
public enum LogLevel implements WireName {
    ERROR("error"),
    WARN("warn"),
    INFO("info"),
    DEBUG("debug");

    private final String wireName;

    LogLevel(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
