package io.keywright.server.lifetime;

import io.keywright.core.tenant.CopiedRootProvider;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.keywright.server.config.KeywrightConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Keeps the copies young that the next start opens while the installation's own provider does not answer. */
@Singleton
class StartCopies {

    private static final Duration FIRST = Duration.ofSeconds(1);

    /** How often copies are made anew in the time for which one is good. */
    private static final int TIMES = 8;

    private final Optional<CopiedRootProvider> provider;
    private final Duration every;
    private final Supervisor supervisor;
    private Optional<Supervised> copying = Optional.empty();

    StartCopies(Optional<CopiedRootProvider> provider, KeywrightConfig config, Supervisor supervisor) {
        this.provider = provider;
        this.every = config.cache().sealedCopies().timeToLive().dividedBy(TIMES);
        this.supervisor = supervisor;
    }

    void started(@Observes StartupEvent event) {
        copying = provider.map(copied -> supervisor.repeat("start-copies", FIRST, every, copied::confirm));
    }

    void stopped(@Observes ShutdownEvent event) {
        copying.ifPresent(Supervised::stop);
    }
}
