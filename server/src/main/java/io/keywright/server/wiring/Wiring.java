package io.keywright.server.wiring;

import io.keywright.core.Settings;
import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.events.Deliveries;
import io.keywright.core.evidence.Checkpoints;
import io.keywright.core.evidence.LedgerKey;
import io.keywright.core.evidence.LedgerKeys;
import io.keywright.core.evidence.ReceiptArchive;
import io.keywright.core.evidence.ReceiptStore;
import io.keywright.core.evidence.Recorder;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.GracePeriods;
import io.keywright.core.lifecycle.KeyCatalogue;
import io.keywright.core.lifecycle.KeyForge;
import io.keywright.core.lifecycle.KeyLifecycle;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.core.operations.KeyOperations;
import io.keywright.core.quota.KeyQuota;
import io.keywright.core.root.RootProvider;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.witness.WitnessBook;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.server.Refusal;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.SettingsReader;
import io.keywright.server.lifetime.ArchiveOfLedger;
import io.keywright.server.observability.Health;
import io.keywright.server.observability.KeyMeters;
import io.keywright.server.observability.MeteredRootProvider;
import io.keywright.server.rest.PayloadLimit;
import io.keywright.server.rest.json.Json;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/** The one place where objects are put together; the other wirings beside it are parts of it. */
@Singleton
class Wiring {

    private final KeywrightConfig config;
    private final ExecutorService blocking;
    private final Clock clock = Clock.systemUTC();

    /** @param blocking runs what may wait for the store or the root provider, one virtual thread each */
    Wiring(KeywrightConfig config, @VirtualThreads ExecutorService blocking) {
        this.config = config;
        this.blocking = blocking;
    }

    @Produces
    @Singleton
    Settings settings() {
        return SettingsReader.read(config);
    }

    @Produces
    @Singleton
    CryptoProviders cryptoProviders() {
        return NativeCrypto.providers();
    }

    @Produces
    @Singleton
    CryptoEngine cryptoEngine(CryptoProviders providers) {
        return new CryptoEngine(providers);
    }

    @Produces
    @Singleton
    UuidV7 ids(CryptoProviders providers) {
        return new UuidV7(clock, providers.random());
    }

    /** Settings come first, so that a misconfigured installation touches nothing. */
    @Produces
    @Singleton
    Store store(Settings checked) {
        return Refusal.unless(() -> new Store(SqliteDatabase.open(config.data())));
    }

    void close(@Disposes Store store) throws StoreException {
        store.close();
    }

    /** Only an installation without a ledger key may make a root: a new one would not open what a lost one wrapped. */
    @Produces
    @Singleton
    RootProvider rootProvider(CryptoProviders crypto, Store store, MeterRegistry registry) {
        return Refusal.unless(() -> {
            boolean fresh = store.ledgerKeys().ledgerKey().isEmpty();
            return new MeteredRootProvider(RootProviders.create(config, fresh, crypto), registry);
        });
    }

    @Produces
    @Singleton
    LedgerKey ledgerKey(Store store, RootProvider provider, CryptoEngine engine) {
        return Refusal.unless(() -> new LedgerKeys(store.ledgerKeys(), provider, engine).open(Origin.of(config)));
    }

    /** The cosigner comes first: in a store with a ledger, one that is missing was lost. */
    @Produces
    @Singleton
    Journal journal(Store store, LedgerKey ledgerKey, Cosigner made) {
        return Refusal.unless(() -> {
            BatchWriter writer = new BatchWriter(store.journal(), ledgerKey);
            writer.recover();
            return new Journal(writer, config.ledger().queue());
        });
    }

    void close(@Disposes Journal journal) {
        journal.close();
    }

    @Produces
    @Singleton
    Recorder recorder(Journal journal, LedgerKey ledgerKey, UuidV7 ids) {
        return new Recorder(journal, ledgerKey, ids, clock);
    }

    @Produces
    @Singleton
    TenantRoots tenantRoots(RootProvider provider, Store store, Recorder recorder, CryptoProviders providers) {
        return new TenantRoots(
                provider,
                store.tenantRoots(),
                recorder,
                providers,
                clock,
                config.cache().roots(),
                config.cache().timeToLive());
    }

    @Produces
    @Singleton
    KeyVault keyVault(TenantRoots roots, CryptoEngine engine) {
        return new KeyVault(roots, engine);
    }

    @Produces
    @Singleton
    KeyRing keyRing(Store store, KeyVault vault) {
        return new KeyRing(
                store.keys(),
                vault,
                blocking,
                config.cache().keys(),
                config.cache().timeToLive());
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
            KeyQuota quota,
            CryptoEngine engine,
            Recorder recorder) {
        return new KeyOperations(settings, authorizer, gate, keys, quota, engine, recorder, blocking, clock);
    }

    @Produces
    @Singleton
    KeyForge keyForge(Settings settings, CryptoEngine engine, KeyVault vault, RootProvider provider, UuidV7 ids) {
        return new KeyForge(settings, engine, vault, provider.protection(), ids, clock);
    }

    @Produces
    @Singleton
    KeyLifecycle keyLifecycle(
            Settings settings,
            Authorizer authorizer,
            ApprovalGate gate,
            KeyForge forge,
            Store store,
            KeyRing keys,
            Recorder recorder) {
        return new KeyLifecycle(settings, authorizer, gate, forge, store.keys(), keys, recorder, blocking, clock);
    }

    @Produces
    @Singleton
    GracePeriods gracePeriods(Settings settings, Store store, KeyRing keys, Recorder recorder) {
        return new GracePeriods(settings, store.keys(), keys, recorder, clock);
    }

    @Produces
    @Singleton
    KeyCatalogue keyCatalogue(Authorizer authorizer, Store store, KeyVault vault, Recorder recorder) {
        return new KeyCatalogue(authorizer, store.keys(), vault, recorder, blocking);
    }

    @Produces
    @Singleton
    ReceiptArchive receiptArchive(
            Authorizer authorizer, ReceiptStore receipts, Checkpoints checkpoints, LedgerKey ledgerKey) {
        return new ReceiptArchive(authorizer, receipts, checkpoints, ledgerKey);
    }

    @Produces
    @Singleton
    Health health(
            RootProvider provider,
            Store store,
            Journal journal,
            WitnessBook witnesses,
            ArchiveOfLedger archive,
            Deliveries deliveries) {
        return new Health(Probes.of(config, provider, store, journal, witnesses, archive, deliveries), blocking);
    }

    @Produces
    @Singleton
    Json json() {
        return new Json();
    }

    @Produces
    @Singleton
    PayloadLimit payloadLimit() {
        return new PayloadLimit(
                config.http().maxBody().asLongValue(),
                Math.toIntExact(config.http().maxPayload().asLongValue()));
    }
}
