package io.keywright.model;

/**
 * A key pair whose private key lives in a provider and signs there.
 *
 * @param provider the operator's name for the provider
 * @param tenantId whose it is
 * @param name what the provider calls it by: 1 to 64 visible ASCII characters that were never given before, the id of the
 *     key as a rule
 */
public record DistantKey(String provider, String tenantId, String name) {}
