package io.keywright.server.rest.administration;

import io.keywright.core.administration.CacheFigures;
import io.keywright.core.administration.CacheFigures.Group;
import io.keywright.core.administration.CacheFigures.Stock;
import io.keywright.core.administration.Caches.Purged;
import io.keywright.core.administration.Remedy;
import io.keywright.core.administration.Warmed;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.root.RootProviderException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What calls about the node's memory answer. Durations are ISO 8601, in whole seconds. */
final class CacheAnswers {

    private CacheAnswers() {}

    private static @Nullable String seconds(Optional<Duration> duration) {
        return duration.map(it -> Duration.ofSeconds(it.toSeconds()).toString()).orElse(null);
    }

    /**
     * All of one kind.
     *
     * @param room how many there may be
     * @param hitRate the share of askings that memory answered
     * @param oldest how long ago the oldest word of a provider is
     * @param nextRenewal in how long a provider is asked again at the soonest
     */
    @Schema(name = "CacheStock")
    record StockAnswer(
            int held,
            int room,
            double hitRate,
            @Nullable String oldest,
            @Nullable String nextRenewal) {

        static StockAnswer of(Stock stock) {
            return new StockAnswer(
                    stock.held(),
                    stock.room(),
                    stock.hitRate(),
                    seconds(stock.times().oldest()),
                    seconds(stock.times().nextRenewal()));
        }
    }

    /** What one provider has opened. */
    @Schema(name = "ProviderCache")
    record ProviderCache(
            String provider,
            int roots,
            int keys,
            @Nullable String oldest,
            @Nullable String nextRenewal) {

        private static ProviderCache of(Group group) {
            return new ProviderCache(
                    group.name(),
                    group.roots(),
                    group.keys(),
                    seconds(group.times().oldest()),
                    seconds(group.times().nextRenewal()));
        }
    }

    /** What is held of a tenant. */
    @Schema(name = "TenantCache")
    record TenantCache(
            String tenantId,
            int roots,
            int keys,
            int publicKeys,
            @Nullable String oldest,
            @Nullable String nextRenewal) {

        private static TenantCache of(Group group) {
            return new TenantCache(
                    group.name(),
                    group.roots(),
                    group.keys(),
                    group.publicKeys(),
                    seconds(group.times().oldest()),
                    seconds(group.times().nextRenewal()));
        }
    }

    /** @param nextPageToken what to send as {@code page_token} for more tenants; absent on the last page */
    @Schema(name = "Cache")
    record CacheAnswer(
            StockAnswer roots,
            StockAnswer keys,
            StockAnswer publicKeys,
            List<ProviderCache> providers,
            List<TenantCache> tenants,
            @Nullable String nextPageToken) {

        static CacheAnswer of(CacheFigures figures, int limit) {
            List<Group> page = figures.tenants();
            return new CacheAnswer(
                    StockAnswer.of(figures.roots()),
                    StockAnswer.of(figures.keys()),
                    StockAnswer.of(figures.publicKeys()),
                    figures.providers().stream().map(ProviderCache::of).toList(),
                    page.stream().map(TenantCache::of).toList(),
                    page.size() < limit ? null : page.getLast().name());
        }
    }

    /** What was destroyed. */
    @Schema(name = "PurgedCache")
    record PurgedAnswer(int roots, int keys, int publicKeys, UUID receiptId) {

        static PurgedAnswer of(Recorded<Purged> recorded) {
            Purged purged = recorded.value();
            return new PurgedAnswer(purged.roots(), purged.keys(), purged.publicKeys(), recorded.receiptId());
        }
    }

    /** What did not open. */
    @Schema(name = "ColdCache")
    record FailureAnswer(
            String tenantId,
            @Nullable UUID keyId,
            @Nullable String provider,
            @Nullable String reason,
            String whatToDo) {

        private static FailureAnswer of(Warmed.Failure failure) {
            return new FailureAnswer(
                    failure.tenantId(),
                    failure.keyId().orElse(null),
                    failure.provider().orElse(null),
                    failure.reason().orElse(null),
                    Remedy.of(Reason.named(failure.reason().orElse(null)), Optional.empty(), Optional.empty()));
        }
    }

    /** What is open now. */
    @Schema(name = "WarmedCache")
    record WarmedAnswer(
            int roots, int keys, int failed, List<FailureAnswer> failures, boolean complete, UUID receiptId) {

        static WarmedAnswer of(Recorded<Warmed> recorded) {
            Warmed warmed = recorded.value();
            return new WarmedAnswer(
                    warmed.roots(),
                    warmed.keys(),
                    warmed.failed(),
                    warmed.failures().stream().map(FailureAnswer::of).toList(),
                    warmed.complete(),
                    recorded.receiptId());
        }
    }
}
