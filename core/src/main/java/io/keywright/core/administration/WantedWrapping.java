package io.keywright.core.administration;

import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Wrapping;
import java.util.UUID;

/**
 * What a tenant's root is to be wrapped with.
 *
 * @param preference the wrapping with the lowest is tried first
 */
public record WantedWrapping(String provider, ProviderKeyReference key, int preference) {

    boolean isOf(Wrapping wrapping) {
        return wrapping.provider().equals(provider) && wrapping.key().equals(key);
    }

    Wrapping named(UUID wrappingId) {
        return new Wrapping(wrappingId, provider, key, preference);
    }
}
