package io.keywright.server.rest.administration;

import io.keywright.core.administration.Overview.Figures;
import io.keywright.server.observability.Health;
import io.keywright.server.observability.provider.ProviderHealth;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody should look into, in plain sentences. */
@Singleton
class Issues {

    private final Health health;
    private final ProviderHealth providers;

    Issues(Health health, ProviderHealth providers) {
        this.health = health;
        this.providers = providers;
    }

    /** Those that stand now. May block for as long as health takes. */
    List<String> now(Figures figures) {
        Stream<String> failing = health.report().checks().stream()
                .filter(check -> !check.status().equals("pass"))
                .map(check -> "Health check " + check.name() + ": " + check.detail() + ".");
        Stream<String> unwell = providers.unwell().stream()
                .map(it -> "Root provider " + it.name() + " is " + it.status() + ": " + it.detail());
        return Stream.of(failing, unwell, off(figures).stream(), overdue(figures).stream())
                .flatMap(it -> it)
                .toList();
    }

    private static Optional<String> off(Figures figures) {
        long off = figures.tenants().off();
        return off == 0
                ? Optional.empty()
                : Optional.of(
                        "Tenants whose root is off, as every provider refuses to open it: " + off + ", among them "
                                + String.join(", ", figures.off()) + "; GET /kms/v1/tenants/{tenant_id} says why.");
    }

    private static Optional<String> overdue(Figures figures) {
        long overdue = figures.rotations().overdue();
        return overdue == 0
                ? Optional.empty()
                : Optional.of("Active keys that are overdue for rotation: " + overdue
                        + "; GET /kms/v1/rotation/calendar says which, and what they wait for.");
    }
}
