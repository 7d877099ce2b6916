package io.keywright.server.wiring;

import io.keywright.core.Settings;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.call.Calls;
import io.keywright.core.call.RepeatableCalls;
import io.keywright.core.cost.CallCounts;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.distant.Keepers;
import io.keywright.core.follow.StateTail;
import io.keywright.core.idempotency.AnswerSeal;
import io.keywright.core.idempotency.KeptAnswerStore;
import io.keywright.core.idempotency.KeptAnswers;
import io.keywright.core.integrity.RowGuard;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.SeenLedger;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Checkpoints;
import io.keywright.core.ledger.LedgerCheck;
import io.keywright.core.ledger.LedgerKeys;
import io.keywright.core.ledger.ReceiptArchive;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.root.RootKeys;
import io.keywright.core.sighting.SeenHead;
import io.keywright.core.tenant.CopiedRootProvider;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.work.Supervisor;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.server.Refusal;
import io.keywright.server.config.DatabaseReader;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.SettingsReader;
import io.keywright.server.crypto.NativeCrypto;
import io.keywright.server.lifetime.ThreadWatch;
import io.keywright.server.management.Standing;
import io.keywright.server.observability.CommitMeters;
import io.keywright.server.observability.ConventionalNames;
import io.keywright.server.observability.DiskMeters;
import io.keywright.server.observability.LedgerMeters;
import io.keywright.server.observability.Meters;
import io.keywright.server.observability.Remarks;
import io.keywright.server.observability.provider.BreakerMeters;
import io.keywright.server.observability.provider.ProviderHealth;
import io.keywright.server.rest.PayloadLimit;
import io.keywright.server.rest.json.Json;
import io.keywright.store.DataFolder;
import io.keywright.store.Database;
import io.keywright.store.Store;
import io.keywright.store.postgresql.DatabaseAddress;
import io.keywright.store.postgresql.PostgresqlDatabase;
import io.keywright.store.sqlite.SqliteDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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

    @Produces
    @Singleton
    Supervisor supervisor() {
        return new Supervisor(new ThreadWatch(), clock);
    }

    /** Settings come first, so that a misconfigured installation touches nothing. */
    @Produces
    @Singleton
    Store store(Settings checked, Supervisor supervisor, RowGuard rows) {
        return Refusal.unless(() -> new Store(database(supervisor), clock, rows));
    }

    private Database database(Supervisor supervisor) throws StoreException {
        Optional<DatabaseAddress> address = DatabaseReader.read(config);
        if (address.isEmpty()) {
            return SqliteDatabase.open(config.data(), supervisor);
        }
        DataFolder.requireNoStore(DataFolder.secure(config.data()));
        return PostgresqlDatabase.open(address.get());
    }

    void close(@Disposes Store store) throws StoreException {
        store.close();
    }

    @Produces
    @Singleton
    RootProviders.All rootProviders(CryptoProviders crypto, Store store, CallCounts counts, MeterRegistry registry) {
        return Refusal.unless(() -> new RootProviders(config, crypto, store, counts, registry).all());
    }

    @Produces
    @Singleton
    RootKeys rootKeys(RootProviders.All providers) {
        return providers.keys();
    }

    @Produces
    @Singleton
    Optional<CopiedRootProvider> copiedRootProvider(RootProviders.All providers) {
        return providers.copied();
    }

    @Produces
    @Singleton
    Keepers keepers(RootProviders.All providers) {
        return providers.keepers();
    }

    @Produces
    @Singleton
    ProviderHealth providerHealth(RootProviders.All providers) {
        return new ProviderHealth(providers.watches(), blocking);
    }

    @Produces
    @Singleton
    MeterBinder breakerMeters(ProviderHealth health) {
        return new BreakerMeters(health);
    }

    @Produces
    @Singleton
    LedgerKeys ledgerKeys(Store store, RootProviders.All providers, CryptoEngine engine) {
        return new LedgerKeys(store.ledgerKeys(), providers.starting(), engine);
    }

    @Produces
    @Singleton
    LedgerKeyring ledgerKeyring(LedgerKeys keys, Store store, Standing standing) {
        return Refusal.unless(() -> {
            boolean first = store.ledgerKeys().ledgerKey().isEmpty();
            Duration patience = first ? Duration.ZERO : config.root().startPatience();
            return AwaitedProvider.within(patience, standing).await(() -> keys.ring(Origin.of(config)));
        });
    }

    /** The cosigner comes first: in a store with a ledger, one that is missing was lost. */
    @Produces
    @Singleton
    BatchWriter batchWriter(Store store, LedgerKeyring ledgerKeys, SeenLedger seen, Cosigner made) {
        return Refusal.unless(() -> {
            BatchWriter writer = new BatchWriter(store.journal(), ledgerKeys, seen);
            writer.recover();
            return writer;
        });
    }

    /** What this node has seen comes first: nothing is written behind a ledger that has lost something. */
    @Produces
    @Singleton
    Journal journal(BatchWriter writer, Optional<SeenHead> compared, Supervisor supervisor, MeterRegistry registry) {
        return new Journal(writer, config.ledger().queue(), supervisor, new CommitMeters(registry));
    }

    /** Quarkus binds every binder that is a bean. */
    @Produces
    @Singleton
    MeterBinder ledgerMeters(Journal journal, ReceiptStore receipts, LedgerCheck check) {
        return new LedgerMeters(journal, receipts, check);
    }

    /** Quarkus asks every filter that is a bean. */
    @Produces
    @Singleton
    MeterFilter conventionalNames() {
        return new ConventionalNames();
    }

    @Produces
    @Singleton
    MeterBinder diskMeters() {
        return new DiskMeters(config.data());
    }

    void close(@Disposes Journal journal, Optional<SeenHead> seen) {
        journal.close();
        seen.ifPresent(SeenHead::close);
    }

    @Produces
    @Singleton
    Calls calls(Recorder recorder, Meters meters, StateTail memory) {
        return new Calls(recorder, meters, blocking, memory);
    }

    @Produces
    @Singleton
    RepeatableCalls repeatableCalls(Calls calls, KeptAnswerStore answers, TenantRoots roots, Journal journal) {
        return new RepeatableCalls(calls, new KeptAnswers(answers, new AnswerSeal(roots), clock), journal, blocking);
    }

    @Produces
    @Singleton
    KeptAnswerStore keptAnswerStore(Store store) {
        return store.keptAnswers();
    }

    @Produces
    @Singleton
    ReceiptArchive receiptArchive(
            Authorizer authorizer, ReceiptStore receipts, Checkpoints checkpoints, LedgerKeyring ledgerKeys) {
        return new ReceiptArchive(authorizer, receipts, checkpoints, ledgerKeys::signers);
    }

    @Produces
    @Singleton
    Remarks remarks() {
        return new Remarks();
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
