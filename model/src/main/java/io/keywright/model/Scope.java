package io.keywright.model;

import java.util.regex.Pattern;

/**
 * What every key, certificate and anchor belongs to. Two scopes are the same only if all three parts are equal.
 *
 * @param tenantId 1 to 128 characters of {@code [A-Za-z0-9._:-]}
 */
public record Scope(String tenantId, Environment environment, Plane plane) {

    /** The tenant of shared trust anchors and of the service's own keys; no caller can be it. */
    public static final String GLOBAL = "GLOBAL";

    private static final Pattern TENANT_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /** Where the trust anchors of all, and the receipts of callers without a scope, are kept. */
    public static final Scope OF_ALL = new Scope(GLOBAL, Environment.PROD, Plane.SHARED);

    public Scope {
        if (!isTenantId(tenantId)) {
            throw new IllegalArgumentException("tenant_id must be 1 to 128 characters of A-Z a-z 0-9 . _ : -");
        }
    }

    /** Whether {@code candidate} is spelt like a tenant id, the reserved one included. */
    public static boolean isTenantId(String candidate) {
        return TENANT_ID.matcher(candidate).matches();
    }

    @Override
    public String toString() {
        return tenantId + "/" + environment.wireName() + "/" + plane.wireName();
    }
}
