package io.keywright.server.rest.administration;

import io.keywright.core.administration.CacheFigures;
import io.keywright.core.administration.Overview.Figures;
import io.keywright.core.rotation.Run;
import io.keywright.core.tenant.TenantCounts;
import io.keywright.server.rest.administration.CacheAnswers.StockAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How the installation as a whole stands.
 *
 * @param node the name of the node that answers
 * @param issues what somebody should look into, a sentence each
 */
@Schema(name = "InstallationStatus")
record InstallationAnswer(
        String node, TenantsAnswer tenants, CacheAnswer cache, RotationAnswer rotation, List<String> issues) {

    /** How many tenants there are, and where their roots are wrapped. */
    @Schema(name = "TenantCounts")
    record TenantsAnswer(long total, Map<String, Long> byProvider) {
        static TenantsAnswer of(TenantCounts counts) {
            return new TenantsAnswer(counts.total(), new TreeMap<>(counts.byProvider()));
        }
    }

    /** What this node holds in memory. */
    @Schema(name = "CacheStatus")
    record CacheAnswer(StockAnswer roots, StockAnswer keys, StockAnswer publicKeys) {
        static CacheAnswer of(CacheFigures figures) {
            return new CacheAnswer(
                    StockAnswer.of(figures.roots()),
                    StockAnswer.of(figures.keys()),
                    StockAnswer.of(figures.publicKeys()));
        }
    }

    /** What is due. */
    @Schema(name = "RotationStatus")
    record RotationAnswer(
            @Nullable Instant lastRun, @Nullable Instant nextDue, long overdue) {
        static RotationAnswer of(Figures figures) {
            return new RotationAnswer(
                    figures.lastRun().map(Run::startedAt).orElse(null),
                    figures.rotations().next().orElse(null),
                    figures.rotations().overdue());
        }
    }

    static InstallationAnswer of(String node, Figures figures, CacheFigures cache, List<String> issues) {
        return new InstallationAnswer(
                node, TenantsAnswer.of(figures.tenants()), CacheAnswer.of(cache), RotationAnswer.of(figures), issues);
    }
}
