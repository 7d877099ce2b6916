package io.keywright.core.tenant;

import java.util.Map;

/**
 * How many tenants there are.
 *
 * @param byProvider how many have their root wrapped there, by the provider's name; a tenant counts at each of its providers
 * @param off how many have a root that every provider refuses to open
 */
public record TenantCounts(long total, Map<String, Long> byProvider, long off) {

    public TenantCounts {
        byProvider = Map.copyOf(byProvider);
    }
}
