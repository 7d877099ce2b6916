package io.keywright.core.node;

import io.keywright.model.WireName;

/** How a node stands. */
public enum NodeState implements WireName {
    /** It says again and again that it is there. */
    SERVING("serving"),
    /** It has said nothing for so long that it is taken for gone. */
    GONE("gone");

    private final String wireName;

    NodeState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
