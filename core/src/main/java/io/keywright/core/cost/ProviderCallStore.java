package io.keywright.core.cost;

import io.keywright.core.journal.StoreException;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Keeps how providers were used, by month, for {@value #MONTHS_KEPT} months. Calls may block. */
public interface ProviderCallStore {

    /** This month, and those before it. */
    int MONTHS_KEPT = 25;

    /**
     * A tenant, and how it used providers, by their names.
     *
     * @param keys how many keys of its own it has at each provider now
     */
    record TenantUse(String tenantId, SortedMap<String, ProviderUse> uses, Map<String, Integer> keys) {}

    /** Adds to what was kept, durably, all of it or nothing; so do other nodes, and all of them add up. */
    void add(YearMonth month, Map<TenantProvider, ProviderUse> more) throws StoreException;

    /** How each provider was used by all together, by its name. */
    SortedMap<String, ProviderUse> uses(YearMonth month) throws StoreException;

    /**
     * Tenants that used a provider, by their ids in order.
     *
     * @param after the id that they come after; null for the first
     */
    List<TenantUse> tenants(YearMonth month, @Nullable String after, int limit) throws StoreException;

    /** How one tenant used providers. */
    TenantUse tenant(YearMonth month, String tenantId) throws StoreException;

    /** How many different keys tenants' roots are wrapped with now at each provider, the one that it is configured with included. */
    Map<String, Integer> keys() throws StoreException;
}
