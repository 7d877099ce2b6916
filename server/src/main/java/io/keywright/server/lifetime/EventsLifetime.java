package io.keywright.server.lifetime;

import io.keywright.core.bundle.BundleNews;
import io.keywright.core.events.Deliveries;
import io.keywright.core.events.EventFeed;
import io.keywright.core.journal.StoreException;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.keywright.server.rest.events.EventStreams;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Has events delivered from when the service starts, as long as this node is on duty, and ends it in order. */
@Singleton
class EventsLifetime {

    private final EventFeed feed;
    private final EventStreams streams;
    private final Deliveries deliveries;
    private final Supervisor supervisor;
    private Optional<Supervised> following = Optional.empty();
    private final BundleNews news;

    EventsLifetime(
            EventFeed feed, EventStreams streams, Deliveries deliveries, BundleNews news, Supervisor supervisor) {
        this.news = news;
        this.feed = feed;
        this.streams = streams;
        this.deliveries = deliveries;
        this.supervisor = supervisor;
    }

    void started(@Observes StartupEvent event) throws StoreException {
        deliveries.follow();
        following = Optional.of(supervisor.start(Thread.ofVirtual().name("event-deliveries"), deliveries::watch));
    }

    void stopped(@Observes ShutdownEvent event) {
        streams.close();
        news.close();
        following.ifPresent(Supervised::stop);
        deliveries.close();
        feed.close();
    }
}
