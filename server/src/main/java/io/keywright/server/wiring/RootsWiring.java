package io.keywright.server.wiring;

import io.keywright.core.administration.RootVersions;
import io.keywright.core.administration.TenantCatalogue;
import io.keywright.core.administration.Tenants;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.cost.CallCounts;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.root.RootKeys;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.tenant.LeaseTerms;
import io.keywright.core.tenant.RootDisclosure;
import io.keywright.core.tenant.RootGeneration;
import io.keywright.core.tenant.RootLedger;
import io.keywright.core.tenant.RootOpening;
import io.keywright.core.tenant.RootWatch;
import io.keywright.core.tenant.RootWrapping;
import io.keywright.core.tenant.SealedCopies;
import io.keywright.core.tenant.TenantRootStore;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.tenant.WrappingStandings;
import io.keywright.core.trace.Spans;
import io.keywright.model.ProviderKeyReference;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.observability.Remarks;
import io.keywright.server.observability.RootCacheMeters;
import io.keywright.server.observability.RootMeters;
import io.keywright.server.observability.RootRoom;
import io.keywright.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** The part of {@link Wiring} that opens tenants' roots, holds and moves them. */
@Singleton
class RootsWiring {

    private final KeywrightConfig config;
    private final ExecutorService blocking;
    private final Clock clock = Clock.systemUTC();

    RootsWiring(KeywrightConfig config, @VirtualThreads ExecutorService blocking) {
        this.config = config;
        this.blocking = blocking;
    }

    @Produces
    @Singleton
    WrappingStandings wrappingStandings() {
        return new WrappingStandings(clock);
    }

    @Produces
    @Singleton
    RootOpening rootOpening(
            RootKeys keys, Store store, WrappingStandings standings, CallCounts counts, CryptoProviders crypto) {
        return new RootOpening(store.tenantRoots(), keys, standings, counts, crypto);
    }

    @Produces
    @Singleton
    RootWrapping rootWrapping(
            RootKeys keys, Store store, RootOpening opening, WrappingStandings standings, CryptoProviders crypto) {
        return new RootWrapping(store.tenantRoots(), keys, opening, standings, crypto, clock);
    }

    @Produces
    @Singleton
    TenantRoots tenantRoots(
            RootKeys keys,
            Store store,
            Recorder recorder,
            RootOpening opening,
            RootWrapping wrapping,
            UuidV7 ids,
            Optional<SealedCopies> copies,
            RootWatch watch) {
        TenantRootStore stored = store.tenantRoots();
        return new TenantRoots(
                stored,
                opening,
                new RootGeneration(keys, stored, recorder, wrapping, ids),
                config.cache().roots(),
                new LeaseTerms(config.cache().timeToLive(), config.cache().grace()),
                copies,
                watch,
                Spans.carrying(blocking),
                System::nanoTime);
    }

    @Produces
    @Singleton
    Optional<SealedCopies> sealedCopies(RootKeys keys, Store store, CryptoProviders crypto, RootWatch watch)
            throws IOException, RootProviderException {
        KeywrightConfig.SealedCopies set = config.cache().sealedCopies();
        if (set.provider().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SealedCopies(
                config.data().resolve("sealed-copies"),
                keys.open(set.provider().get(), ProviderKeyReference.DEFAULT),
                set.timeToLive(),
                store.tenants(),
                watch,
                crypto,
                clock));
    }

    @Produces
    @Singleton
    RootWatch rootWatch(MeterRegistry registry, Store store, Recorder recorder) {
        return new RootLedger(new RootMeters(registry), store.tenants(), recorder, clock);
    }

    @Produces
    @Singleton
    RootDisclosure rootDisclosure(Authorizer authorizer) {
        return new RootDisclosure(authorizer);
    }

    @Produces
    @Singleton
    RootVersions rootVersions(Store store) {
        return new RootVersions(store.tenantRoots(), store.dependants());
    }

    @Produces
    @Singleton
    TenantCatalogue tenantCatalogue(Authorizer authorizer, Store store) {
        return new TenantCatalogue(authorizer, store.tenants());
    }

    @Produces
    @Singleton
    Tenants tenants(TenantCatalogue catalogue, ApprovalGate gate, RootWrapping wrapping, RootKeys keys, UuidV7 ids) {
        return new Tenants(catalogue, gate, wrapping, keys, ids);
    }

    /** Quarkus binds every binder that is a bean. */
    @Produces
    @Singleton
    MeterBinder rootCacheMeters(TenantRoots roots) {
        return new RootCacheMeters(roots.traffic());
    }

    @Produces
    @Singleton
    RootRoom rootRoom(TenantRoots roots, Remarks remarks) {
        return new RootRoom(roots, remarks);
    }
}
