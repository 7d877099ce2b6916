package io.keywright.server.wiring;

import io.keywright.core.Settings;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.distant.DistantErasure;
import io.keywright.core.distant.DistantKeys;
import io.keywright.core.distant.KeeperChoice;
import io.keywright.core.distant.Keepers;
import io.keywright.core.journal.Journal;
import io.keywright.core.ledger.ReceiptStore;
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
import io.keywright.core.lifecycle.KeyUsageReports;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.lifecycle.PublishedKeys;
import io.keywright.core.lifecycle.RotationRules;
import io.keywright.core.operations.AgreedSecrets;
import io.keywright.core.operations.DataKeys;
import io.keywright.core.operations.DerivedSecrets;
import io.keywright.core.operations.KeyOperations;
import io.keywright.core.operations.KeyUse;
import io.keywright.core.quota.EncryptionLimit;
import io.keywright.core.quota.KeyQuota;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.trace.Spans;
import io.keywright.core.usage.InUse;
import io.keywright.core.usage.KeyUses;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Supervisor;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.observability.HeldKeyMeters;
import io.keywright.server.observability.KeyAccessMeters;
import io.keywright.server.observability.KeyMeters;
import io.keywright.server.observability.WorkMeters;
import io.keywright.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
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
    KeyRing keyRing(Store store, KeyVault vault, MeterRegistry registry) {
        return new KeyRing(
                store.keys(),
                vault,
                Spans.carrying(blocking),
                new KeyRing.Limits(
                        config.cache().keys(),
                        config.cache().timeToLive(),
                        config.cache().publicKeys()),
                new KeyAccessMeters(registry),
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
        return new KeyMeters(store.keys(), keys, clock, blocking);
    }

    @Produces
    @Singleton
    KeyUse keyUse(
            Settings settings,
            Authorizer authorizer,
            ApprovalGate gate,
            KeyRing keys,
            Store store,
            KeyQuota quota,
            Computations computations) {
        return new KeyUse(
                settings, authorizer, gate, keys, store.keys(), quota, computations, Spans.carrying(blocking), clock);
    }

    @Produces
    @Singleton
    KeyOperations keyOperations(KeyUse keys, CryptoEngine engine) {
        return new KeyOperations(keys, engine);
    }

    @Produces
    @Singleton
    DataKeys dataKeys(KeyUse keys, CryptoEngine engine) {
        return new DataKeys(keys, engine);
    }

    @Produces
    @Singleton
    DerivedSecrets derivedSecrets(KeyUse keys, Authorizer authorizer, CryptoEngine engine, Computations computations) {
        return new DerivedSecrets(keys, authorizer, engine, computations);
    }

    @Produces
    @Singleton
    AgreedSecrets agreedSecrets(KeyUse keys, CryptoEngine engine) {
        return new AgreedSecrets(keys, engine);
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
            DistantErasure erasure,
            InUse inUse) {
        return new KeyLifecycle(authorizer, gate, forge, store.keys(), keys, erasure, inUse, clock);
    }

    @Produces
    @Singleton
    KeyRetirement keyRetirement(Authorizer authorizer, ApprovalGate gate, Store store, KeyRing keys, InUse inUse) {
        return new KeyRetirement(authorizer, gate, store.keys(), keys, inUse, clock);
    }

    @Produces
    @Singleton
    KeyUses keyUses(ReceiptStore receipts, Store store) {
        return new KeyUses(receipts, store.toldUses());
    }

    @Produces
    @Singleton
    InUse inUse(Settings checked, KeyUses uses) {
        return new InUse(uses, config.keys().inUsePeriod(), clock);
    }

    @Produces
    @Singleton
    KeyUsageReports keyUsageReports(Authorizer authorizer, Store store, KeyUses uses, EncryptionLimit encryptions) {
        return new KeyUsageReports(authorizer, store.keys(), uses, encryptions, clock);
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
    RotationRules rotationRules(Authorizer authorizer, ApprovalGate gate, Store store, KeyRing keys) {
        return new RotationRules(authorizer, gate, store.keys(), keys);
    }

    @Produces
    @Singleton
    KeyCatalogue keyCatalogue(Authorizer authorizer, Store store, KeyVault vault) {
        return new KeyCatalogue(authorizer, store.keys(), vault);
    }

    @Produces
    @Singleton
    PublishedKeys publishedKeys(Settings settings, Authorizer authorizer, Store store, KeyVault vault) {
        return new PublishedKeys(settings, authorizer, store.keys(), vault);
    }

    @Produces
    @Singleton
    KeyNames keyNames(Store store) {
        return new KeyNames(store.keys());
    }
}
