package io.keywright.server.wiring;

import io.keywright.core.administration.Caches;
import io.keywright.core.administration.LogLevels;
import io.keywright.core.administration.NodeList;
import io.keywright.core.administration.Overview;
import io.keywright.core.administration.RootValidation;
import io.keywright.core.administration.TenantCatalogue;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.node.Nodes;
import io.keywright.core.root.RootKeys;
import io.keywright.core.rotation.Schedule;
import io.keywright.core.tenant.RootOpening;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.server.log.RunningLoggers;
import io.keywright.store.Store;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

/** The part of {@link Wiring} that operators look after the installation with. */
@Singleton
class AdministrationWiring {

    private final ExecutorService blocking;

    AdministrationWiring(@VirtualThreads ExecutorService blocking) {
        this.blocking = blocking;
    }

    @Produces
    @Singleton
    RootValidation rootValidation(
            TenantCatalogue catalogue,
            RootProviders.All providers,
            CryptoProviders crypto,
            RootOpening opening,
            TenantRoots roots) {
        return new RootValidation(catalogue, providers.providers(), crypto, opening, roots, blocking);
    }

    @Produces
    @Singleton
    Overview overview(TenantCatalogue catalogue, Store store, Schedule schedule) {
        return new Overview(
                catalogue, store.tenants(), store.dueKeys(), store.rotationRuns(), schedule, InstantSource.system());
    }

    @Produces
    @Singleton
    NodeList nodeList(TenantCatalogue catalogue, Nodes nodes) {
        return new NodeList(catalogue, nodes);
    }

    @Produces
    @Singleton
    LogLevels logLevels(TenantCatalogue catalogue) {
        return new LogLevels(catalogue, new RunningLoggers(), InstantSource.system());
    }

    @Produces
    @Singleton
    Caches caches(TenantCatalogue catalogue, RootKeys providers, TenantRoots roots, KeyRing keys, Store store) {
        return new Caches(catalogue, providers, roots, keys, store.keys(), blocking);
    }
}
