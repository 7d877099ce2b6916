package io.keywright.server.lifetime;

import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.keywright.server.observability.RootRoom;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks every second which roots and keys in use are to be opened again, lets go of keys whose root may not be used, and warns if the
 * room for roots is nearly taken.
 */
@Singleton
class RootRenewal {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final TenantRoots roots;
    private final KeyRing keys;
    private final RootRoom room;
    private final Supervisor supervisor;
    private Optional<Supervised> renewal = Optional.empty();

    RootRenewal(TenantRoots roots, KeyRing keys, RootRoom room, Supervisor supervisor) {
        this.roots = roots;
        this.keys = keys;
        this.room = room;
        this.supervisor = supervisor;
    }

    void started(@Observes StartupEvent event) {
        renewal = Optional.of(supervisor.repeat("root-renewal", EVERY, EVERY, this::look));
    }

    void stopped(@Observes ShutdownEvent event) {
        renewal.ifPresent(Supervised::stop);
    }

    private void look() {
        roots.renewDue();
        keys.refreshDue();
        keys.dropOver();
        room.look();
    }
}
