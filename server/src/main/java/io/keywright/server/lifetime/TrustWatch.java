package io.keywright.server.lifetime;

import io.keywright.core.journal.StoreException;
import io.keywright.core.trust.EndedAnchors;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.keywright.server.identity.revocation.FetchedLists;
import io.keywright.server.identity.revocation.FetchedPublications;
import io.keywright.server.identity.trust.TrustSource;
import io.keywright.server.listen.ServedCertificate;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Looks for changes of trust, in files and where lists are published, and of the service's own certificate, in files, and for anchors whose time is over, so often that whoever is revoked is refused within a second. */
@Singleton
class TrustWatch {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final TrustSource source;
    private final FetchedPublications publications;
    private final ServedCertificate certificate;
    private final EndedAnchors ended;
    private final Supervisor supervisor;
    private Optional<Supervised> watch = Optional.empty();

    TrustWatch(
            TrustSource source,
            FetchedPublications publications,
            ServedCertificate certificate,
            EndedAnchors ended,
            Supervisor supervisor) {
        this.ended = ended;
        this.supervisor = supervisor;
        this.source = source;
        this.publications = publications;
        this.certificate = certificate;
    }

    void started(@Observes StartupEvent event) {
        watch = Optional.of(supervisor.repeat("trust-watch", PAUSE, PAUSE, this::look));
    }

    void stopped(@Observes ShutdownEvent event) {
        watch.ifPresent(Supervised::stop);
    }

    private void look() throws StoreException {
        certificate.follow();
        publications.lists().ifPresent(FetchedLists::look);
        source.follow();
        ended.look();
    }
}
