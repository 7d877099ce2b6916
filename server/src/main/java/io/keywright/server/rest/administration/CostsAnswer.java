package io.keywright.server.rest.administration;

import io.keywright.core.administration.Costs.MonthCost;
import io.keywright.core.administration.Costs.ProviderCost;
import io.keywright.core.administration.Costs.TenantCost;
import io.keywright.core.cost.ProviderOperation;
import io.keywright.core.cost.ProviderUse;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What providers cost in a month.
 *
 * @param providers of all tenants, or of the one that was asked for
 * @param tenants absent if one was asked for
 */
@Schema(name = "Costs")
record CostsAnswer(
        String month,
        @Nullable String currency,
        List<ProviderCostAnswer> providers,
        @Nullable List<TenantCostAnswer> tenants,
        @Nullable String nextPageToken) {

    /** How often a provider was called. */
    @Schema(name = "ProviderCalls")
    record CallsAnswer(long describe, long wrap, long unwrap) {
        static CallsAnswer of(ProviderUse use) {
            return new CallsAnswer(
                    use.calls(ProviderOperation.DESCRIBE),
                    use.calls(ProviderOperation.WRAP),
                    use.calls(ProviderOperation.UNWRAP));
        }
    }

    /** Calls that were not needed. */
    @Schema(name = "SavedCalls")
    record SavedAnswer(long calls, @Nullable String cost) {}

    /** A provider. Money is text, so that no digit is lost. */
    @Schema(name = "ProviderCost")
    record ProviderCostAnswer(
            String name,
            CallsAnswer calls,
            int keys,
            @Nullable String cost,
            SavedAnswer savedByCache) {

        static ProviderCostAnswer of(ProviderCost cost) {
            return new ProviderCostAnswer(
                    cost.provider(),
                    CallsAnswer.of(cost.use()),
                    cost.keys(),
                    text(cost.cost()),
                    new SavedAnswer(cost.use().saved(), text(cost.savedCost())));
        }
    }

    /** A tenant. */
    @Schema(name = "TenantCost")
    record TenantCostAnswer(String tenantId, List<ProviderCostAnswer> providers) {}

    static CostsAnswer of(YearMonth month, Optional<String> currency, MonthCost cost, int limit) {
        List<TenantCost> page = cost.tenants();
        return new CostsAnswer(
                month.toString(),
                currency.orElse(null),
                providers(cost.providers()),
                page.stream()
                        .map(tenant -> new TenantCostAnswer(tenant.tenantId(), providers(tenant.providers())))
                        .toList(),
                page.size() < limit ? null : page.getLast().tenantId());
    }

    static CostsAnswer of(YearMonth month, Optional<String> currency, TenantCost cost) {
        return new CostsAnswer(month.toString(), currency.orElse(null), providers(cost.providers()), null, null);
    }

    private static List<ProviderCostAnswer> providers(List<ProviderCost> costs) {
        return costs.stream().map(ProviderCostAnswer::of).toList();
    }

    private static @Nullable String text(Optional<BigDecimal> cost) {
        return cost.map(exact ->
                        exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString())
                .orElse(null);
    }
}
