package io.keywright.server.lifetime;

import io.keywright.core.follow.StateTail;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has memory follow the ledger from when the service starts until it ends. */
@Singleton
class MemoryLifetime {

    private final StateTail tail;

    MemoryLifetime(StateTail tail) {
        this.tail = tail;
    }

    /** With this class the tail is made, which follows from then on. */
    void started(@Observes StartupEvent event) {}

    void stopped(@Observes ShutdownEvent event) {
        tail.close();
    }
}
