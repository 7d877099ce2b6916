package io.keywright.model;

import java.time.Instant;

/**
 * A version of a tenant's root key, wrapped by a provider.
 *
 * @param wrapped what the provider's key opens
 */
public record RootWrap(Wrapping wrapping, byte[] wrapped, Instant wrappedAt) {}
