package io.keywright.model;

import java.time.Instant;

/**
 * Every provider that wrapped a tenant's root refuses to open it: the tenant's keys are switched off.
 *
 * @param provider the one that is preferred
 * @param reason why it refused, by its wire name
 * @param refusedAt when that was first seen
 */
public record RootRefusal(String provider, String reason, Instant refusedAt) {}
