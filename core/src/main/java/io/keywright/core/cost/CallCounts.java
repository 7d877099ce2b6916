package io.keywright.core.cost;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Scope;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts how providers are used, and writes it down from time to time. What was counted since then is lost with the process,
 * as are the uses of a root that was dropped since then together with all keys under it. Bounded: of more tenants than
 * {@value #MOST} in so short a time the rest counts as no tenant's. Thread-safe.
 */
public final class CallCounts {

    static final int MOST = 50_000;

    private final ProviderCallStore store;
    private final Clock clock;
    private final Map<TenantProvider, ProviderUse> counted = new ConcurrentHashMap<>();

    /** As long as somebody counts with them. */
    private final LoadingCache<TenantProvider, Uses> uses =
            Caffeine.newBuilder().weakValues().build(ignored -> new Uses());

    public CallCounts(ProviderCallStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** One call to a provider. */
    void called(TenantProvider by, ProviderOperation operation) {
        add(by, ProviderUse.of(operation));
    }

    /** Counts the uses of a root from memory that the provider has opened for the tenant. */
    public Uses uses(TenantProvider by) {
        return uses.get(by);
    }

    /** Writes down what was counted since the last time. What cannot be written is kept for the next time. Blocks. */
    public synchronized void write() throws StoreException {
        uses.asMap().forEach((by, counter) -> {
            long times = counter.take();
            if (times > 0) {
                add(by, ProviderUse.saved(times));
            }
        });
        Map<TenantProvider, ProviderUse> taken = take();
        boolean written = taken.isEmpty();
        try {
            if (!written) {
                store.add(YearMonth.now(clock.withZone(ZoneOffset.UTC)), taken);
                written = true;
            }
        } finally {
            if (!written) {
                taken.forEach(this::add);
            }
        }
    }

    private Map<TenantProvider, ProviderUse> take() {
        Map<TenantProvider, ProviderUse> taken = new HashMap<>();
        for (TenantProvider by : Set.copyOf(counted.keySet())) {
            ProviderUse use = counted.remove(by);
            if (use != null) {
                taken.put(by, use);
            }
        }
        return taken;
    }

    private void add(TenantProvider by, ProviderUse more) {
        boolean full = counted.size() >= MOST && !counted.containsKey(by);
        counted.merge(full ? new TenantProvider(Scope.GLOBAL, by.provider()) : by, more, ProviderUse::plus);
    }
}
