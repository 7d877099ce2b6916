package io.keywright.server.lifetime;

import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Chores;
import io.keywright.core.transfer.ExpiredImports;
import io.keywright.core.work.Supervised;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** Looks every minute which imports nobody has ended in time, and erases their private keys. */
@Singleton
class ImportWatch {

    private static final Logger LOG = Logger.getLogger(ImportWatch.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final ExpiredImports imports;
    private final Chores chores;
    private Optional<Supervised> watch = Optional.empty();

    ImportWatch(ExpiredImports imports, Chores chores) {
        this.imports = imports;
        this.chores = chores;
    }

    void started(@Observes StartupEvent event) {
        watch = Optional.of(chores.repeat("import-watch", EVERY, EVERY, this::look));
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.ifPresent(Supervised::stop);
    }

    private void look() {
        try {
            imports.run();
        } catch (StoreException | CompletionException e) {
            LOG.warnf(
                    "event=imports_not_erased Imports that have expired stay in the store until the next look: %s", e);
        }
    }
}
