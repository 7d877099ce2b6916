package io.keywright.model;

import java.time.Instant;

/**
 * A tenant's root key as it is stored.
 *
 * @param provider the {@link RootProvider#name()} that wrapped it
 */
public record TenantRoot(String tenantId, String provider, byte[] wrapped, Instant createdAt) {}
