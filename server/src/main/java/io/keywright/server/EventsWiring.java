package io.keywright.server;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.events.Bell;
import io.keywright.core.events.EventAccess;
import io.keywright.core.events.EventFeed;
import io.keywright.core.journal.Journal;
import io.keywright.server.config.EventRulesReader;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.identity.Callers;
import io.keywright.server.rest.events.EventStreams;
import io.keywright.store.Store;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The part of {@link Wiring} that tells others what happens. */
@Singleton
class EventsWiring {

    private final KeywrightConfig config;

    EventsWiring(KeywrightConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    EventFeed eventFeed(Store store, Journal journal) {
        Bell bell = new Bell();
        journal.afterEachCommit(bell::ring);
        return new EventFeed(store.receipts(), bell);
    }

    void close(@Disposes EventFeed feed) {
        feed.close();
    }

    @Produces
    @Singleton
    EventAccess eventAccess(Authorizer authorizer) {
        return new EventAccess(authorizer);
    }

    @Produces
    @Singleton
    EventStreams eventStreams(EventFeed feed, EventAccess access, Callers callers) {
        return new EventStreams(feed, access, callers, EventRulesReader.read(config.events()));
    }

    void close(@Disposes EventStreams streams) {
        streams.close();
    }
}
