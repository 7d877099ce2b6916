package io.keywright.model;

import java.util.Optional;

/**
 * How an operator or tenant names a key of a provider, and how to get at it.
 *
 * @param key an ARN, URL, path or label, as the provider has it; empty for the one that the provider is configured with
 * @param role what to assume before the key is used
 * @param externalId what the key's owner asks for along with the role
 */
public record ProviderKeyReference(Optional<String> key, Optional<String> role, Optional<String> externalId) {

    /** The key that the provider is configured with. */
    public static final ProviderKeyReference DEFAULT =
            new ProviderKeyReference(Optional.empty(), Optional.empty(), Optional.empty());
}
