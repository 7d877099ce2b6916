package io.keywright.server.rest.administration;

import org.jspecify.annotations.Nullable;

/**
 * What is to be validated. No key can be named: only those that are configured are used.
 *
 * @param provider its own key; or, with a tenant, the tenant's keys there; all if left out
 * @param tenantId the keys that wrap this tenant's root
 */
record ValidationRequest(
        @Nullable String provider, @Nullable String tenantId) {}
