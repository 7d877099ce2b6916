package io.keywright.core.cost;

import io.keywright.model.WireName;

/** What a root provider is asked to do. */
public enum ProviderOperation implements WireName {
    DESCRIBE("describe"),
    WRAP("wrap"),
    UNWRAP("unwrap");

    private final String wireName;

    ProviderOperation(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
