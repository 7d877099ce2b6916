package io.keywright.server.lifetime;

import io.keywright.core.bundle.BundleNews;
import io.keywright.core.events.Deliveries;
import io.keywright.core.events.EventFeed;
import io.keywright.core.journal.StoreException;
import io.keywright.server.rest.events.EventStreams;
import io.keywright.store.Store;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Begins to deliver events when the service starts, and ends it in order. */
@Singleton
class EventsLifetime {

    private final EventFeed feed;
    private final EventStreams streams;
    private final Deliveries deliveries;
    private final Store store;
    private final BundleNews news;

    EventsLifetime(EventFeed feed, EventStreams streams, Deliveries deliveries, BundleNews news, Store store) {
        this.news = news;
        this.feed = feed;
        this.streams = streams;
        this.deliveries = deliveries;
        this.store = store;
    }

    void started(@Observes StartupEvent event) throws StoreException {
        deliveries.start(store.subscriptions());
    }

    void stopped(@Observes ShutdownEvent event) {
        streams.close();
        news.close();
        deliveries.close();
        feed.close();
    }
}
