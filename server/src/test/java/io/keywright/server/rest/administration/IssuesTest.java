package io.keywright.server.rest.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.administration.Overview.Figures;
import io.keywright.core.rotation.DueKeys;
import io.keywright.core.tenant.TenantCounts;
import io.keywright.providers.guard.GuardRules;
import io.keywright.providers.guard.GuardedRootProvider;
import io.keywright.server.harness.SmallLedger;
import io.keywright.server.observability.Health;
import io.keywright.server.observability.Health.NamedProbe;
import io.keywright.server.observability.Health.Weight;
import io.keywright.server.observability.provider.ProviderHealth;
import io.keywright.server.observability.provider.ProviderWatch;
import io.keywright.testkit.fault.FaultPlan;
import io.keywright.testkit.fault.FaultyRootProvider;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that somebody should look into is one sentence, and there is none if all is well. */
class IssuesTest {

    @TempDir
    Path folder;

    private final FaultPlan plan = new FaultPlan();

    private static Figures figures(List<String> off, long overdue) {
        return new Figures(
                new TenantCounts(10, Map.of("local", 10L), off.size()),
                off,
                new DueKeys.Figures(Optional.empty(), overdue),
                Optional.empty());
    }

    private Issues issues(NamedProbe... probes) throws Exception {
        InstantSource clock = InstantSource.system();
        GuardedRootProvider provider = new GuardedRootProvider(
                new FaultyRootProvider(SmallLedger.provider(folder, "cloud"), plan), GuardRules.STANDARD, clock);
        ProviderHealth providers = new ProviderHealth(
                List.of(new ProviderWatch("cloud", "local", provider, clock, System::nanoTime)), Runnable::run);
        providers.probeDue();
        return new Issues(new Health(List.of(probes), Runnable::run), providers);
    }

    @Test
    void thereIsNoneIfAllIsWell() throws Exception {
        NamedProbe well = new NamedProbe("store", Weight.VITAL, "the store fails", () -> {});
        assertThat(issues(well).now(figures(List.of(), 0))).isEmpty();
    }

    @Test
    void failedChecksProvidersTenantsAndRotationsAreNamed() throws Exception {
        plan.unavailable(true);
        NamedProbe ill = new NamedProbe("remarks", Weight.ADVISORY, "a file cannot be read", () -> {
            throw new IllegalStateException("planned");
        });
        assertThat(issues(ill).now(figures(List.of("acme", "globex"), 3)))
                .satisfiesExactly(
                        it -> assertThat(it).isEqualTo("Health check remarks: a file cannot be read."),
                        it -> assertThat(it)
                                .startsWith("Root provider cloud is unhealthy")
                                .contains("#unreachable"),
                        it -> assertThat(it).contains("2, among them acme, globex"),
                        it -> assertThat(it).contains("overdue for rotation: 3; GET /kms/v1/rotation/calendar"));
    }
}
