package io.keywright.model;

import java.util.UUID;

/**
 * A provider's key that a tenant's root, in all its versions, is wrapped with.
 *
 * @param provider the operator's name for the provider
 * @param preference the wrapping with the lowest is tried first
 */
public record Wrapping(UUID wrappingId, String provider, ProviderKeyReference key, int preference) {

    /** Whether it is with the key that the provider is configured with, which other tenants' roots are wrapped with, too. */
    boolean isShared() {
        return key.key().isEmpty();
    }
}
