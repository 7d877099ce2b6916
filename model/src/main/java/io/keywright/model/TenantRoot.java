package io.keywright.model;

import java.time.Instant;
import java.util.List;

/**
 * A version of a tenant's root key as it is stored. Any one of its wraps that opens is enough.
 *
 * @param version 1 for the first
 * @param wraps in the order in which they are to be tried, never none
 */
public record TenantRoot(String tenantId, int version, Instant createdAt, List<RootWrap> wraps) {

    public TenantRoot {
        wraps = List.copyOf(wraps);
    }

    /** What it is wrapped with, in the same order. */
    public List<Wrapping> wrappings() {
        return wraps.stream().map(RootWrap::wrapping).toList();
    }
}
