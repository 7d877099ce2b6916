package io.keywright.server.lifetime;

import io.keywright.core.lifecycle.KeySampling;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Compares every minute a key in memory with its row. */
@Singleton
class KeySampler {

    private static final Duration EVERY = Duration.ofMinutes(1);

    private final KeySampling sampling;
    private final Supervisor supervisor;
    private Optional<Supervised> sampler = Optional.empty();

    KeySampler(KeySampling sampling, Supervisor supervisor) {
        this.sampling = sampling;
        this.supervisor = supervisor;
    }

    void started(@Observes StartupEvent event) {
        sampler = Optional.of(supervisor.repeat("key-sampler", EVERY, EVERY, sampling::look));
    }

    void stopped(@Observes ShutdownEvent event) {
        sampler.ifPresent(Supervised::stop);
    }
}
