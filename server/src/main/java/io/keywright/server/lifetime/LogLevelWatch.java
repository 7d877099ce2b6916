package io.keywright.server.lifetime;

import io.keywright.core.administration.LogLevels;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Ends every few seconds what the log was to tell for a while, so that nobody has to remember it. */
@Singleton
class LogLevelWatch {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final LogLevels levels;
    private final Supervisor supervisor;
    private Optional<Supervised> watch = Optional.empty();

    LogLevelWatch(LogLevels levels, Supervisor supervisor) {
        this.levels = levels;
        this.supervisor = supervisor;
    }

    void started(@Observes StartupEvent event) {
        watch = Optional.of(supervisor.repeat("log-level-watch", EVERY, EVERY, levels::expire));
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.ifPresent(Supervised::stop);
    }
}
