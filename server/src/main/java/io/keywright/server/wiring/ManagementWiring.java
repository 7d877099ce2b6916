package io.keywright.server.wiring;

import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.management.Management;
import io.keywright.server.management.Standing;
import io.keywright.server.rest.events.EventStreams;
import io.keywright.server.shutdown.Doors;
import io.keywright.server.shutdown.GracefulEnd;
import io.keywright.server.shutdown.OpenRequests;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts together what machines are told of the process, and how the process ends. */
@Singleton
@SuppressWarnings("deprecation") // the registry's successor is not the framework's yet
class ManagementWiring {

    /** Of the process: it listens since before there was anything here. */
    @Produces
    @Singleton
    Management management() {
        return Management.ofProcess();
    }

    @Produces
    @Singleton
    Standing standing(Management management) {
        return management.standing();
    }

    @Produces
    @Singleton
    @Unremovable
    Doors doors() {
        return new Doors();
    }

    @Produces
    @Singleton
    OpenRequests openRequests() {
        return new OpenRequests();
    }

    void started(
            @Observes StartupEvent event,
            KeywrightConfig config,
            Management management,
            PrometheusMeterRegistry registry,
            Doors doors,
            OpenRequests requests,
            EventStreams streams) {
        management.scrape().from(registry::scrape);
        GracefulEnd _ = GracefulEnd.onSignal(config.shutdown(), management.standing(), doors, requests, streams::close);
    }
}
