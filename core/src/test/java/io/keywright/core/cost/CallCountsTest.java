package io.keywright.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.journal.StoreException;
import io.keywright.model.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallCountsTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final TenantProvider ACME = new TenantProvider("acme", "cloud");

    private final KeptInMemory store = new KeptInMemory();

    /** It is December in Auckland already. */
    private final CallCounts counts =
            new CallCounts(store, Clock.fixed(Instant.parse("2026-11-30T23:59:59Z"), ZoneId.of("Pacific/Auckland")));

    private ProviderUse written(TenantProvider by) {
        return store.kept.getOrDefault(NOVEMBER, Map.of()).getOrDefault(by, ProviderUse.NONE);
    }

    @Test
    void whatIsCountedIsWrittenOnceIntoTheMonthThatItIsInUtc() throws Exception {
        counts.called(ACME, ProviderOperation.UNWRAP);
        counts.called(ACME, ProviderOperation.UNWRAP);
        counts.called(ACME, ProviderOperation.WRAP);
        counts.write();
        counts.write();
        counts.called(ACME, ProviderOperation.UNWRAP);
        counts.write();
        assertThat(written(ACME))
                .isEqualTo(new ProviderUse(Map.of(ProviderOperation.UNWRAP, 3L, ProviderOperation.WRAP, 1L), 0));
        assertThat(store.writes).isEqualTo(2);
    }

    @Test
    void usesFromMemoryAreCountedByAllWhoHoldTheSameRoot() throws Exception {
        Uses root = counts.uses(ACME);
        Uses key = counts.uses(ACME);
        Uses elsewhere = counts.uses(new TenantProvider("acme", "local"));
        root.count();
        counts.write();
        key.count();
        key.count();
        elsewhere.count();
        counts.write();
        assertThat(written(ACME)).isEqualTo(ProviderUse.saved(3));
        assertThat(written(new TenantProvider("acme", "local"))).isEqualTo(ProviderUse.saved(1));
    }

    @Test
    void nothingIsLostHoweverManyCountWhileItIsWritten() throws Exception {
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    Uses uses = counts.uses(ACME);
                    for (int n = 0; n < 5_000; n++) {
                        uses.count();
                        counts.called(ACME, ProviderOperation.UNWRAP);
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            counts.write();
            thread.join();
        }
        counts.write();
        assertThat(written(ACME)).isEqualTo(new ProviderUse(Map.of(ProviderOperation.UNWRAP, 40_000L), 40_000));
    }

    @Test
    void whatCannotBeWrittenIsWrittenTheNextTime() throws Exception {
        Uses uses = counts.uses(ACME);
        counts.called(ACME, ProviderOperation.WRAP);
        uses.count();
        store.failing = true;
        assertThatThrownBy(counts::write).isInstanceOf(StoreException.class);
        assertThat(written(ACME)).isEqualTo(ProviderUse.NONE);
        uses.count();
        store.failing = false;
        counts.write();
        assertThat(written(ACME)).isEqualTo(new ProviderUse(Map.of(ProviderOperation.WRAP, 1L), 2));
    }

    @Test
    void moreTenantsThanThereIsRoomForCountAsNoTenants() throws Exception {
        for (int i = 0; i < CallCounts.MOST + 10; i++) {
            counts.called(new TenantProvider("tenant-" + i, "cloud"), ProviderOperation.UNWRAP);
        }
        counts.called(new TenantProvider("tenant-0", "cloud"), ProviderOperation.UNWRAP);
        counts.write();
        assertThat(written(new TenantProvider("tenant-0", "cloud")).allCalls()).isEqualTo(2);
        assertThat(written(new TenantProvider(Scope.GLOBAL, "cloud")).allCalls())
                .isEqualTo(10);
    }

    private static final class KeptInMemory implements ProviderCallStore {

        private final Map<YearMonth, Map<TenantProvider, ProviderUse>> kept = new HashMap<>();
        private boolean failing;
        private int writes;

        @Override
        public void add(YearMonth month, Map<TenantProvider, ProviderUse> more) throws StoreException {
            if (failing) {
                throw new StoreException("as planned");
            }
            writes++;
            Map<TenantProvider, ProviderUse> before = kept.computeIfAbsent(month, it -> new HashMap<>());
            more.forEach((by, use) -> before.merge(by, use, ProviderUse::plus));
        }

        @Override
        public SortedMap<String, ProviderUse> uses(YearMonth month) {
            return new TreeMap<>();
        }

        @Override
        public List<TenantUse> tenants(YearMonth month, @Nullable String after, int limit) {
            return List.of();
        }

        @Override
        public TenantUse tenant(YearMonth month, String tenantId) {
            return new TenantUse(tenantId, new TreeMap<>(), Map.of());
        }

        @Override
        public Map<String, Integer> keys() {
            return Map.of();
        }
    }
}
