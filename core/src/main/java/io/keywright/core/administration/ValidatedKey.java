package io.keywright.core.administration;

import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Wrapping;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A key that is validated.
 *
 * @param root the root that it wraps; empty if it is a provider's own
 */
record ValidatedKey(String provider, ProviderKeyReference reference, Optional<WrappedRoot> root) {

    /** A tenant's root, and how it is wrapped. */
    record WrappedRoot(String tenantId, Wrapping wrapping) {}

    static ValidatedKey ownOf(String provider) {
        return new ValidatedKey(provider, ProviderKeyReference.DEFAULT, Optional.empty());
    }

    static ValidatedKey of(String tenantId, Wrapping wrapping) {
        return new ValidatedKey(wrapping.provider(), wrapping.key(), Optional.of(new WrappedRoot(tenantId, wrapping)));
    }

    static Set<String> providers(List<ValidatedKey> keys) {
        return keys.stream().map(ValidatedKey::provider).collect(Collectors.toUnmodifiableSet());
    }
}
