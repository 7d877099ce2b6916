package io.keywright.server.lifetime;

import io.keywright.core.node.Chores;
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
import java.util.List;

/**
 * Looks for changes of trust, in files and where lists are published, and of the service's own certificate, in files, so often that
 * whoever is revoked is refused within a second; and now and then for anchors whose time is over, whom nobody trusts any more.
 */
@Singleton
class TrustWatch {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE_OF_ENDINGS = Duration.ofSeconds(10);

    private final TrustSource source;
    private final FetchedPublications publications;
    private final ServedCertificate certificate;
    private final EndedAnchors ended;
    private final Supervisor supervisor;
    private final Chores chores;
    private List<Supervised> watches = List.of();

    TrustWatch(
            TrustSource source,
            FetchedPublications publications,
            ServedCertificate certificate,
            EndedAnchors ended,
            Supervisor supervisor,
            Chores chores) {
        this.ended = ended;
        this.supervisor = supervisor;
        this.chores = chores;
        this.source = source;
        this.publications = publications;
        this.certificate = certificate;
    }

    void started(@Observes StartupEvent event) {
        watches = List.of(
                supervisor.repeat("trust-watch", PAUSE, PAUSE, this::look),
                chores.repeat("ended-anchors", PAUSE_OF_ENDINGS, PAUSE_OF_ENDINGS, ended::look));
    }

    void stopped(@Observes ShutdownEvent event) {
        watches.forEach(Supervised::stop);
    }

    private void look() {
        certificate.follow();
        publications.lists().ifPresent(FetchedLists::look);
        source.follow();
    }
}
