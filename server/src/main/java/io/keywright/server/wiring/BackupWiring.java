package io.keywright.server.wiring;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.backup.BackupFolder;
import io.keywright.core.backup.BackupPlan;
import io.keywright.core.backup.BackupRetention;
import io.keywright.core.backup.BackupRounds;
import io.keywright.core.backup.BackupRounds.BackupSource;
import io.keywright.core.backup.BackupSealing;
import io.keywright.core.backup.Backups;
import io.keywright.core.backup.NodeFile;
import io.keywright.core.backup.RestorationStore;
import io.keywright.core.backup.ScheduledBackups;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.root.RootKeys;
import io.keywright.server.config.BackupPlanReader;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.ProviderConfig;
import io.keywright.server.config.ProviderType;
import io.keywright.server.config.ProvidersReader;
import io.keywright.server.config.ProvidersReader.Configured;
import io.keywright.server.observability.BackupMeters;
import io.keywright.store.Store;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The part of {@link Wiring} that backs the installation up. */
@Singleton
class BackupWiring {

    /** Beside the store, and as private. */
    private static final String COPY = "keywright.backup-copy";

    private final KeywrightConfig config;
    private final Clock clock = Clock.systemUTC();

    BackupWiring(KeywrightConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Optional<BackupPlan> backupPlan() {
        return BackupPlanReader.read(config.backup());
    }

    @Produces
    @Singleton
    Optional<BackupRounds> backupRounds(
            Optional<BackupPlan> plan, Store store, RootKeys roots, CryptoProviders crypto, UuidV7 ids) {
        return plan.map(it -> new BackupRounds(
                store.snapshots(),
                config.data().resolve(COPY),
                it.recoveryKey()
                        .map(key -> BackupSealing.byShares(key, crypto))
                        .orElseGet(() -> BackupSealing.byProvider(roots)),
                it.recoveryKey().isPresent() ? localRoot() : List.of(),
                new BackupFolder(it.folder()),
                new BackupRetention(it.keep()),
                crypto,
                ids,
                clock));
    }

    /** What the local provider has on disk: shares would open backups, and nothing would open the keys in them. */
    private List<BackupSource> localRoot() {
        Configured own = ProvidersReader.read(config).getFirst();
        if (own.type() != ProviderType.LOCAL) {
            return List.of();
        }
        Path file = own.config()
                .flatMap(ProviderConfig::file)
                .orElseGet(() -> config.data().resolve(LocalProvider.STANDARD_FILE));
        return List.of(source(NodeFile.ROOT_KEY, file), source(NodeFile.ROOT_KEY_SALT, LocalProvider.saltFile(file)));
    }

    private static BackupSource source(String name, Path file) {
        return () -> Files.exists(file)
                ? Optional.of(new NodeFile(name, SecretBytes.own(Files.readAllBytes(file))))
                : Optional.empty();
    }

    @Produces
    @Singleton
    Backups backups(Authorizer authorizer, Optional<BackupPlan> plan, Optional<BackupRounds> rounds) {
        return new Backups(
                authorizer,
                plan,
                rounds,
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("backups").factory()));
    }

    @Produces
    @Singleton
    Optional<ScheduledBackups> scheduledBackups(
            Optional<BackupRounds> rounds, ReceiptStore receipts, Recorder recorder) {
        return rounds.map(it -> new ScheduledBackups(it, receipts, recorder, clock));
    }

    /** Quarkus binds every binder that is a bean. */
    @Produces
    @Singleton
    MeterBinder backupMeters(Optional<BackupPlan> plan, Optional<ScheduledBackups> backups) {
        return new BackupMeters(
                plan.map(it -> new BackupFolder(it.folder())),
                plan.flatMap(BackupPlan::every).flatMap(every -> backups.map(it -> new BackupMeters.Plan(every, it))),
                clock);
    }

    @Produces
    @Singleton
    RestorationStore restorations(Store store) {
        return store.restorations();
    }
}
