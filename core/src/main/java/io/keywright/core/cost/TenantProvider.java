package io.keywright.core.cost;

/**
 * A provider as one tenant uses it.
 *
 * @param tenantId {@link io.keywright.model.Scope#GLOBAL} for what is done for no tenant
 */
public record TenantProvider(String tenantId, String provider) {}
