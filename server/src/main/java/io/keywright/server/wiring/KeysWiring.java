package io.keywright.server.wiring;

import io.keywright.core.Settings;
import io.keywright.core.administration.Caches;
import io.keywright.core.administration.TenantCatalogue;
import io.keywright.core.administration.Tenants;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.cost.CallCounts;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.distant.DistantErasure;
import io.keywright.core.distant.DistantKeys;
import io.keywright.core.distant.KeeperChoice;
import io.keywright.core.distant.Keepers;
import io.keywright.core.journal.Journal;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.lifecycle.DueDestructions;
import io.keywright.core.lifecycle.GracePeriods;
import io.keywright.core.lifecycle.KeyCatalogue;
import io.keywright.core.lifecycle.KeyForge;
import io.keywright.core.lifecycle.KeyLifecycle;
import io.keywright.core.lifecycle.KeyMaking;
import io.keywright.core.lifecycle.KeyNames;
import io.keywright.core.lifecycle.KeyRetirement;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeySampling;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.operations.KeyOperations;
import io.keywright.core.quota.KeyQuota;
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
import io.keywright.core.work.Computations;
import io.keywright.core.work.Supervisor;
import io.keywright.model.ProviderKeyReference;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.observability.HeldKeyMeters;
import io.keywright.server.observability.KeyMeters;
import io.keywright.server.observability.Remarks;
import io.keywright.server.observability.RootMeters;
import io.keywright.server.observability.RootRoom;
import io.keywright.server.observability.WorkMeters;
import io.keywright.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** The part of {@link Wiring} that makes, guards and uses keys. */
@Singleton
class KeysWiring {

    private static final int LEAST_THREADS = 2;

    private final KeywrightConfig config;
    private final ExecutorService blocking;
    private final Clock clock = Clock.systemUTC();

    KeysWiring(KeywrightConfig config, @VirtualThreads ExecutorService blocking) {
        this.config = config;
        this.blocking = blocking;
    }

    @Produces
    @Singleton
    Computations computations(Supervisor supervisor) {
        int processors = Runtime.getRuntime().availableProcessors();
        Computations.Limits limits = new Computations.Limits(
                config.work().threads().orElse(Math.max(LEAST_THREADS, processors)),
                config.work().queuePerTenant(),
                config.work().rsaKeysPerTenant());
        return new Computations(limits, supervisor);
    }

    void close(@Disposes Computations computations) {
        computations.close();
    }

    @Produces
    @Singleton
    MeterBinder workMeters(Computations computations) {
        return new WorkMeters(computations);
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
                blocking,
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
    TenantCatalogue tenantCatalogue(Authorizer authorizer, Store store) {
        return new TenantCatalogue(authorizer, store.tenants());
    }

    @Produces
    @Singleton
    Tenants tenants(TenantCatalogue catalogue, ApprovalGate gate, RootWrapping wrapping, RootKeys keys, UuidV7 ids) {
        return new Tenants(catalogue, gate, wrapping, keys, ids);
    }

    @Produces
    @Singleton
    RootRoom rootRoom(TenantRoots roots, Remarks remarks) {
        return new RootRoom(roots, remarks);
    }

    @Produces
    @Singleton
    Caches caches(TenantCatalogue catalogue, RootKeys providers, TenantRoots roots, KeyRing keys, Store store) {
        return new Caches(catalogue, providers, roots, keys, store.keys(), blocking);
    }

    @Produces
    @Singleton
    DistantKeys distantKeys(Keepers keepers, CryptoEngine engine) {
        return new DistantKeys(keepers, engine);
    }

    @Produces
    @Singleton
    DistantErasure distantErasure(Store store, DistantKeys distant, Journal journal) {
        return new DistantErasure(store.distantKeys(), distant, journal, clock);
    }

    @Produces
    @Singleton
    KeyVault keyVault(TenantRoots roots, CryptoEngine engine, DistantKeys distant) {
        return new KeyVault(roots, engine, distant);
    }

    @Produces
    @Singleton
    KeyRing keyRing(Store store, KeyVault vault) {
        return new KeyRing(
                store.keys(),
                vault,
                blocking,
                new KeyRing.Limits(
                        config.cache().keys(),
                        config.cache().timeToLive(),
                        config.cache().publicKeys()),
                System::nanoTime);
    }

    @Produces
    @Singleton
    KeySampling keySampling(KeyRing keys, CryptoEngine engine, MeterRegistry registry) {
        return new KeySampling(keys, engine, new HeldKeyMeters(registry));
    }

    /** Quarkus binds every binder that is a bean. */
    @Produces
    @Singleton
    MeterBinder keyMeters(Store store, KeyRing keys) {
        return new KeyMeters(store.keys(), keys, clock);
    }

    @Produces
    @Singleton
    KeyOperations keyOperations(
            Settings settings,
            Authorizer authorizer,
            ApprovalGate gate,
            KeyRing keys,
            Store store,
            KeyQuota quota,
            CryptoEngine engine,
            Computations computations) {
        return new KeyOperations(
                settings, authorizer, gate, keys, store.keys(), quota, engine, computations, blocking, clock);
    }

    @Produces
    @Singleton
    KeyMaking keyMaking(
            CryptoEngine engine,
            Computations computations,
            KeyVault vault,
            DistantKeys distant,
            DistantErasure erasure) {
        return new KeyMaking(engine, computations, vault, distant, erasure);
    }

    @Produces
    @Singleton
    KeyForge keyForge(Settings settings, KeyMaking making, KeyVault vault, Store store, Keepers keepers, UuidV7 ids) {
        return new KeyForge(settings, making, vault, new KeeperChoice(store.tenants(), keepers), ids, clock);
    }

    @Produces
    @Singleton
    KeyLifecycle keyLifecycle(
            Authorizer authorizer,
            ApprovalGate gate,
            KeyForge forge,
            Store store,
            KeyRing keys,
            DistantErasure erasure) {
        return new KeyLifecycle(authorizer, gate, forge, store.keys(), keys, erasure, clock);
    }

    @Produces
    @Singleton
    KeyRetirement keyRetirement(Authorizer authorizer, ApprovalGate gate, Store store, KeyRing keys) {
        return new KeyRetirement(authorizer, gate, store.keys(), keys, clock);
    }

    @Produces
    @Singleton
    DueDestructions dueDestructions(Store store, KeyRing keys, Recorder recorder) {
        return new DueDestructions(store.keys(), keys, recorder, clock);
    }

    @Produces
    @Singleton
    GracePeriods gracePeriods(Settings settings, Store store, KeyRing keys, Recorder recorder) {
        return new GracePeriods(settings, store.keys(), keys, recorder, clock);
    }

    @Produces
    @Singleton
    KeyCatalogue keyCatalogue(Authorizer authorizer, Store store, KeyVault vault) {
        return new KeyCatalogue(authorizer, store.keys(), vault);
    }

    @Produces
    @Singleton
    KeyNames keyNames(Store store) {
        return new KeyNames(store.keys());
    }
}
