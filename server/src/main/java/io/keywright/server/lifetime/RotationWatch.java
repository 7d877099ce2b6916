package io.keywright.server.lifetime;

import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Chores;
import io.keywright.core.rotation.KeyResult.RotationOutcome;
import io.keywright.core.rotation.RootRotations;
import io.keywright.core.rotation.RotationAnnouncements;
import io.keywright.core.rotation.Rotations;
import io.keywright.core.rotation.Run;
import io.keywright.core.work.Supervised;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.RotationConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Looks every so often which keys and which tenants' roots are due for rotation, and rotates or announces them. A rotation of a
 * root that somebody asked for is always brought to its end.
 */
@Singleton
class RotationWatch {

    private static final Logger LOG = Logger.getLogger(RotationWatch.class);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Rotations rotations;
    private final RootRotations roots;
    private final RotationAnnouncements announcements;
    private final RotationConfig config;
    private final Chores chores;
    private final List<Supervised> watches = new ArrayList<>();

    RotationWatch(
            Rotations rotations,
            RootRotations roots,
            RotationAnnouncements announcements,
            KeywrightConfig config,
            Chores chores) {
        this.rotations = rotations;
        this.roots = roots;
        this.announcements = announcements;
        this.config = config.rotation();
        this.chores = chores;
    }

    void started(@Observes StartupEvent event) {
        watches.add(chores.repeat("rotation", config.every(), config.every(), this::rotate));
        if (config.automatic()) {
            watches.add(chores.repeat("rotation-announcements", config.every(), HOUR, this::announce));
        }
    }

    void stopped(@Observes ShutdownEvent event) {
        watches.forEach(Supervised::stop);
    }

    private void rotate() {
        try {
            (config.automatic() ? rotations.run() : rotations.runNearLimit()).ifPresent(RotationWatch::tell);
            roots.run();
        } catch (StoreException | CompletionException e) {
            LOG.warnf("event=rotation_interrupted What is due waits for the next look: %s", e);
        }
    }

    private static void tell(Run run) {
        LOG.infof(
                "event=rotation_run run_id=%s rotated=%d failed=%d skipped=%d",
                run.runId(),
                run.count(RotationOutcome.ROTATED),
                run.count(RotationOutcome.FAILED),
                run.count(RotationOutcome.SKIPPED));
    }

    private void announce() {
        try {
            announcements.run();
        } catch (StoreException | CompletionException e) {
            LOG.warnf("event=rotations_not_announced Rotations that await approvals are told of later: %s", e);
        }
    }
}
