package io.keywright.testkit.store;

import static io.keywright.core.cost.ProviderOperation.DESCRIBE;
import static io.keywright.core.cost.ProviderOperation.UNWRAP;
import static io.keywright.core.cost.ProviderOperation.WRAP;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.RootChange;
import io.keywright.core.cost.ProviderCallStore;
import io.keywright.core.cost.ProviderCallStore.TenantUse;
import io.keywright.core.cost.ProviderUse;
import io.keywright.core.cost.TenantProvider;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.RootWrap;
import io.keywright.model.TenantRoot;
import io.keywright.model.Wrapping;
import io.keywright.testkit.Samples;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Uses of providers add up, by month, tenant and provider. */
public interface ProviderCallContract extends StoreFixture {

    YearMonth NOVEMBER = YearMonth.of(2026, 11);
    TenantProvider ACME_AT_CLOUD = new TenantProvider("acme", "cloud");
    ProviderUse TWO_AND_SEVEN = new ProviderUse(Map.of(WRAP, 1L, UNWRAP, 2L), 7);

    private ProviderCallStore calls() throws Exception {
        return store().providerCalls();
    }

    private void add(YearMonth month, TenantProvider by, ProviderUse use) throws Exception {
        calls().add(month, Map.of(by, use));
    }

    private static TenantProvider by(String tenantId, String provider) {
        return new TenantProvider(tenantId, provider);
    }

    private static Wrapping wrapping(Samples samples, String provider, String... key) {
        ProviderKeyReference reference =
                new ProviderKeyReference(Stream.of(key).findFirst(), Optional.empty(), Optional.empty());
        return new Wrapping(samples.id(), provider, reference, 0);
    }

    private void wrapped(String tenantId, Wrapping... wrappings) throws Exception {
        List<RootWrap> wraps = Stream.of(wrappings)
                .map(wrapping -> new RootWrap(wrapping, new byte[] {1}, Samples.START))
                .toList();
        TenantRoot root = new TenantRoot(tenantId, 1, Samples.START, wraps);
        assertThat(new Keys(store()).apply(new RootChange.Created(root))).isTrue();
    }

    @Test
    default void whatWasNeverUsedCountsNothing() throws Exception {
        assertThat(calls().uses(NOVEMBER)).isEmpty();
        assertThat(calls().keys()).isEmpty();
        assertThat(calls().tenants(NOVEMBER, null, 10)).isEmpty();
        assertThat(calls().tenant(NOVEMBER, "acme").uses()).isEmpty();
        assertThat(calls().tenant(NOVEMBER, "acme").keys()).isEmpty();
    }

    @Test
    default void usesAddUpFromManyNodesAndOverARestart() throws Exception {
        add(NOVEMBER, ACME_AT_CLOUD, TWO_AND_SEVEN);
        add(NOVEMBER, ACME_AT_CLOUD, new ProviderUse(Map.of(UNWRAP, 3L, DESCRIBE, 1L), 0));
        reopen();
        add(NOVEMBER, ACME_AT_CLOUD, new ProviderUse(Map.of(), 1L << 40));
        assertThat(calls().tenant(NOVEMBER, "acme").uses())
                .containsExactly(Map.entry(
                        "cloud", new ProviderUse(Map.of(WRAP, 1L, UNWRAP, 5L, DESCRIBE, 1L), (1L << 40) + 7)));
    }

    @Test
    default void eachMonthTenantAndProviderCountsForItself() throws Exception {
        calls().add(
                        NOVEMBER,
                        Map.of(
                                ACME_AT_CLOUD,
                                TWO_AND_SEVEN,
                                by("acme", "local"),
                                new ProviderUse(Map.of(UNWRAP, 1L), 0),
                                by("Acme", "cloud"),
                                new ProviderUse(Map.of(UNWRAP, 10L), 1)));
        add(NOVEMBER.plusMonths(1), ACME_AT_CLOUD, new ProviderUse(Map.of(WRAP, 100L), 0));
        assertThat(calls().tenant(NOVEMBER, "acme").uses())
                .containsExactly(
                        Map.entry("cloud", TWO_AND_SEVEN), Map.entry("local", new ProviderUse(Map.of(UNWRAP, 1L), 0)));
        assertThat(calls().uses(NOVEMBER))
                .containsExactly(
                        Map.entry("cloud", new ProviderUse(Map.of(WRAP, 1L, UNWRAP, 12L), 8)),
                        Map.entry("local", new ProviderUse(Map.of(UNWRAP, 1L), 0)));
        assertThat(calls().uses(NOVEMBER.plusMonths(1)))
                .containsExactly(Map.entry("cloud", new ProviderUse(Map.of(WRAP, 100L), 0)));
    }

    @Test
    default void tenantsComeByTheirIdsInOrder() throws Exception {
        for (String tenantId : List.of("globex", "acme", "initech", "GLOBAL")) {
            calls().add(NOVEMBER, Map.of(by(tenantId, "cloud"), TWO_AND_SEVEN, by(tenantId, "local"), TWO_AND_SEVEN));
        }
        add(NOVEMBER.minusMonths(1), by("before", "cloud"), TWO_AND_SEVEN);
        assertThat(calls().tenants(NOVEMBER, null, 3))
                .extracting(TenantUse::tenantId)
                .containsExactly("GLOBAL", "acme", "globex");
        List<TenantUse> rest = calls().tenants(NOVEMBER, "globex", 3);
        assertThat(rest).extracting(TenantUse::tenantId).containsExactly("initech");
        assertThat(rest.getFirst().uses()).containsOnlyKeys("cloud", "local");
    }

    @Test
    default void differentKeysCountOnceAndATenantsOwnAreThoseThatItNames() throws Exception {
        Samples samples = new Samples(7);
        wrapped("acme", wrapping(samples, "cloud", "a"), wrapping(samples, "cloud"), wrapping(samples, "other"));
        wrapped("globex", wrapping(samples, "cloud", "a"), wrapping(samples, "cloud", "b"), wrapping(samples, "other"));
        assertThat(calls().keys()).containsOnly(Map.entry("cloud", 3), Map.entry("other", 1));
        assertThat(calls().tenant(NOVEMBER, "acme").keys()).containsOnly(Map.entry("cloud", 1));
        assertThat(calls().tenant(NOVEMBER, "globex").keys()).containsOnly(Map.entry("cloud", 2));
    }

    @Test
    default void monthsLongPastAreRemoved() throws Exception {
        YearMonth oldest = NOVEMBER.minusMonths(ProviderCallStore.MONTHS_KEPT - 1);
        add(oldest.minusMonths(1), ACME_AT_CLOUD, TWO_AND_SEVEN);
        add(oldest, ACME_AT_CLOUD, TWO_AND_SEVEN);
        add(NOVEMBER, ACME_AT_CLOUD, TWO_AND_SEVEN);
        assertThat(calls().uses(oldest.minusMonths(1))).isEmpty();
        assertThat(calls().uses(oldest)).isNotEmpty();
    }
}
