package io.keywright.model;

import java.time.Instant;

/**
 * A version of a tenant's root that another one has replaced, and that still opens what lies under it.
 *
 * @param newest the version that the tenant's root has now
 * @param replacedAt when the version after it was made
 * @param secrets how many secrets lie under it that are wrapped under the newest one before it goes
 * @param imports how many imports of keys have begun under it: they end by themselves
 */
public record OldRoot(String tenantId, int version, int newest, Instant replacedAt, long secrets, long imports) {

    /** How much lies under it. */
    public long dependants() {
        return secrets + imports;
    }
}
