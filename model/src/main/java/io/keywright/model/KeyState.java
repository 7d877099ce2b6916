package io.keywright.model;

/** The life of a key, after NIST SP 800-57 part 1, section 7. */
public enum KeyState implements WireName {
    /** Protects and processes. */
    ACTIVE("active"),
    /** A successor is active; what this key protected can still be processed. */
    PENDING_ROTATION("pending_rotation"),
    /** Deactivated; what this key protected can still be processed. */
    ARCHIVED("archived"),
    /** Revoked or erased: the material is gone, the metadata stays. */
    DESTROYED("destroyed");

    private final String wireName;

    KeyState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
