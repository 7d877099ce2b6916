package io.keywright.model;

/** What an identity may do at all. Which keys, and how often, is the matter of access policies. */
public enum Role implements WireName {
    /** Signs, verifies, encrypts and decrypts with the keys whose policy allows its module. */
    KEY_USER("key-user"),
    /** Makes, rotates and revokes keys, and sets their policies. */
    KEY_ADMIN("key-admin"),
    /** Grants or denies what others ask for. */
    APPROVER("approver"),
    /** Reads its tenant's receipts; as a platform identity, those of the tenant that it names. */
    AUDITOR("auditor"),
    /** Binds roles to identities. */
    PLATFORM_ADMIN("platform-admin");

    private final String wireName;

    Role(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
