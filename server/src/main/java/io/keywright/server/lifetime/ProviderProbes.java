package io.keywright.server.lifetime;

import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.keywright.server.observability.provider.ProviderHealth;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Looks every second which root providers are to be asked how they do. */
@Singleton
class ProviderProbes {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final ProviderHealth health;
    private final Supervisor supervisor;
    private Optional<Supervised> probes = Optional.empty();

    ProviderProbes(ProviderHealth health, Supervisor supervisor) {
        this.health = health;
        this.supervisor = supervisor;
    }

    void started(@Observes StartupEvent event) {
        probes = Optional.of(supervisor.repeat("root-provider-probes", EVERY, EVERY, health::probeDue));
    }

    void stopped(@Observes ShutdownEvent event) {
        probes.ifPresent(Supervised::stop);
    }
}
