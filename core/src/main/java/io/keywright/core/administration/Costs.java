package io.keywright.core.administration;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.cost.Price;
import io.keywright.core.cost.Prices;
import io.keywright.core.cost.ProviderCallStore;
import io.keywright.core.cost.ProviderCallStore.TenantUse;
import io.keywright.core.cost.ProviderUse;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Caller;
import io.keywright.model.Role;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Shows platform identities how providers were used in a month, for whom, and what that costs. Calls may block. */
public final class Costs {

    private static final Set<Role> READERS = EnumSet.of(Role.PLATFORM_ADMIN, Role.AUDITOR);

    /**
     * A provider in a month.
     *
     * @param keys how many of its keys wrap roots now
     * @param cost of calls and keys, as far as they have prices
     * @param savedCost of the calls that were not needed
     */
    public record ProviderCost(
            String provider, ProviderUse use, int keys, Optional<BigDecimal> cost, Optional<BigDecimal> savedCost) {}

    /** A tenant in a month; its keys are those that are its own. */
    public record TenantCost(String tenantId, List<ProviderCost> providers) {}

    /**
     * A month of all tenants.
     *
     * @param providers all that are configured or were used, by their names
     * @param tenants some of those that used them
     */
    public record MonthCost(List<ProviderCost> providers, List<TenantCost> tenants) {}

    private final Authorizer authorizer;
    private final ProviderCallStore store;
    private final Prices prices;
    private final Clock clock;

    public Costs(Authorizer authorizer, ProviderCallStore store, Prices prices, Clock clock) {
        this.authorizer = authorizer;
        this.store = store;
        this.prices = prices;
        this.clock = clock;
    }

    /** The month that it is now. */
    public YearMonth thisMonth() {
        return YearMonth.now(clock.withZone(ZoneOffset.UTC));
    }

    /** What prices are in; empty if there are none. */
    public Optional<String> currency() {
        return prices.currency();
    }

    /** All providers in a month, and tenants by their ids in order, see {@link ProviderCallStore#tenants}. */
    public MonthCost of(Caller caller, YearMonth month, @Nullable String after, int limit) {
        requireReader(caller);
        try {
            Map<String, ProviderUse> uses = new TreeMap<>();
            prices.byProvider().keySet().forEach(provider -> uses.put(provider, ProviderUse.NONE));
            uses.putAll(store.uses(month));
            List<TenantCost> tenants = store.tenants(month, after, limit).stream()
                    .map(this::tenant)
                    .toList();
            return new MonthCost(costs(uses, store.keys()), tenants);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** One tenant in a month. */
    public TenantCost of(Caller caller, YearMonth month, String tenantId) {
        requireReader(caller);
        try {
            return tenant(store.tenant(month, tenantId));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private void requireReader(Caller caller) {
        authorizer.requireOperator(caller);
        authorizer.require(caller, READERS);
    }

    private TenantCost tenant(TenantUse tenant) {
        return new TenantCost(tenant.tenantId(), costs(tenant.uses(), tenant.keys()));
    }

    private List<ProviderCost> costs(Map<String, ProviderUse> uses, Map<String, Integer> keys) {
        Map<String, ProviderUse> all = new TreeMap<>(uses);
        keys.keySet().forEach(provider -> all.putIfAbsent(provider, ProviderUse.NONE));
        return all.entrySet().stream()
                .map(each -> cost(each.getKey(), each.getValue(), keys.getOrDefault(each.getKey(), 0)))
                .toList();
    }

    private ProviderCost cost(String provider, ProviderUse use, int keys) {
        Price price = prices.of(provider);
        return new ProviderCost(provider, use, keys, price.of(use.allCalls(), keys), price.ofCalls(use.saved()));
    }
}
