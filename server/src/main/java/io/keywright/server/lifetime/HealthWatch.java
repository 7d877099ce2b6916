package io.keywright.server.lifetime;

import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.management.Standing;
import io.keywright.server.observability.Health;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Looks at health every few seconds, if there is a management port, so that its probes cause no work. */
@Singleton
class HealthWatch {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final KeywrightConfig config;
    private final Health health;
    private final Standing standing;
    private final Supervisor supervisor;
    private Optional<Supervised> watch = Optional.empty();

    HealthWatch(KeywrightConfig config, Health health, Standing standing, Supervisor supervisor) {
        this.config = config;
        this.health = health;
        this.standing = standing;
        this.supervisor = supervisor;
    }

    void started(@Observes StartupEvent event) {
        if (config.management().port().isPresent()) {
            look();
            watch = Optional.of(supervisor.repeat("health-watch", EVERY, EVERY, this::look));
        }
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.ifPresent(Supervised::stop);
    }

    private void look() {
        standing.looked(health.report().serving());
    }
}
