package io.keywright.model;

/** What a row is of. Receipts name kinds by their wire names, tags by their codes; neither changes. */
public enum RowKind implements WireName {
    /** What rotation keeps of a key: alias, type, usages, policy. */
    KEY_LINE("key_line", 1),
    /** A version of a key. */
    KEY("key", 2),
    ROLE_BINDING("role_binding", 3),
    /** A tenant's name and age. */
    TENANT("tenant", 4),
    /** How many versions a tenant's root has, and what it is wrapped with. */
    TENANT_ROOT("tenant_root", 5),
    /** That a tenant's keys are switched off. */
    ROOT_REFUSAL("root_refusal", 6),
    TRUST_ANCHOR("trust_anchor", 7),
    /** A certificate authority of the service: its key, its certificate and its rules. */
    AUTHORITY("authority", 8),
    /** That a certificate is revoked. */
    CERTIFICATE_REVOCATION("certificate_revocation", 9),
    /** Which module an ACME client's accounts act as, and whether they may. */
    ACME_CREDENTIAL("acme_credential", 10),
    /** Which key an ACME client signs its requests with. */
    ACME_ACCOUNT("acme_account", 11);

    private final String wireName;
    private final int code;

    RowKind(String wireName, int code) {
        this.wireName = wireName;
        this.code = code;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** What tags are stored under. */
    public int code() {
        return code;
    }

    /** Whether its rows are named by tenants' ids; all others by UUIDs. */
    public boolean ofTenant() {
        return switch (this) {
            case TENANT, TENANT_ROOT, ROOT_REFUSAL -> true;
            case KEY_LINE,
                    KEY,
                    ROLE_BINDING,
                    TRUST_ANCHOR,
                    AUTHORITY,
                    CERTIFICATE_REVOCATION,
                    ACME_CREDENTIAL,
                    ACME_ACCOUNT -> false;
        };
    }
}
