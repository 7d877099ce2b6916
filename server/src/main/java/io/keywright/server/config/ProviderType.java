package io.keywright.server.config;

import io.keywright.model.WireName;

/** The kinds of root providers that there are. */
public enum ProviderType implements WireName {
    /** A file on this machine, or a passphrase. */
    LOCAL("local");

    private final String wireName;

    ProviderType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
