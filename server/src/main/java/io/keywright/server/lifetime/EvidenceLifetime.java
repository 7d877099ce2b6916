package io.keywright.server.lifetime;

import io.keywright.core.evidence.ExportQueue;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Goes on with exports when the service starts, and interrupts them when it ends. */
@Singleton
class EvidenceLifetime {

    private final ExportQueue queue;

    EvidenceLifetime(ExportQueue queue) {
        this.queue = queue;
    }

    /** What an earlier process left unfinished goes on. */
    void started(@Observes StartupEvent event) throws IOException {
        queue.resume();
    }

    /** While there is still a journal. */
    void stopped(@Observes ShutdownEvent event) {
        queue.close();
    }
}
