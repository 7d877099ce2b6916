package io.keywright.server.wiring;

import io.keywright.core.archive.ArchiveRounds;
import io.keywright.core.backup.BackupPlan;
import io.keywright.core.backup.ScheduledBackups;
import io.keywright.core.events.Deliverability;
import io.keywright.core.events.Deliveries;
import io.keywright.core.follow.StateTail;
import io.keywright.core.integrity.RowCheck;
import io.keywright.core.integrity.RowGuard;
import io.keywright.core.journal.Journal;
import io.keywright.core.ledger.LedgerCheck;
import io.keywright.core.witness.WitnessBook;
import io.keywright.core.work.Supervisor;
import io.keywright.model.pem.PemFile;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.lifetime.ArchiveOfLedger;
import io.keywright.server.lifetime.ArchiveOfLedger.Kept;
import io.keywright.server.observability.Health;
import io.keywright.server.observability.Health.NamedProbe;
import io.keywright.server.observability.Health.Weight;
import io.keywright.server.observability.Remarks;
import io.keywright.server.observability.provider.ProviderHealth;
import io.keywright.store.Store;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * The part of {@link Wiring} that says what health depends on. All but root providers are tried for real; these are as their
 * traffic and watch say.
 */
@Singleton
class HealthWiring {

    /** Some ten looks of the tail. */
    private static final Duration OLDEST = Duration.ofSeconds(10);

    /** For so long after receipts could not be committed the store is not believed, unless others are. */
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(30);

    private final KeywrightConfig config;
    private final ExecutorService blocking;

    HealthWiring(KeywrightConfig config, @VirtualThreads ExecutorService blocking) {
        this.config = config;
        this.blocking = blocking;
    }

    @Produces
    @Singleton
    Health health(
            ProviderHealth providers,
            Store store,
            Journal journal,
            WitnessBook witnesses,
            ArchiveOfLedger archive,
            Deliveries deliveries,
            StateTail tail,
            LedgerCheck ledger,
            RowGuard rows,
            RowCheck rowCheck,
            Optional<BackupPlan> backupPlan,
            Optional<ScheduledBackups> backups,
            Supervisor supervisor,
            Remarks remarks) {
        List<NamedProbe> probes = new ArrayList<>(vital(providers, store, journal));
        if (!witnesses.standings().isEmpty()) {
            probes.add(new NamedProbe(
                    "witnesses",
                    Weight.PARTIAL,
                    "a witness contradicts the ledger, or too few follow it; everything else works",
                    () -> follow(witnesses)));
        }
        probes.add(new NamedProbe("remarks", Weight.ADVISORY, remarks::text, () -> {
            if (!remarks.none()) {
                throw new IllegalStateException(remarks.text());
            }
        }));
        if (providers.others() > 0) {
            probes.add(rootProviders(providers));
        }
        probes.add(subscriptions(deliveries, config.events().warnAfter()));
        probes.add(new NamedProbe(
                "ledger",
                Weight.PARTIAL,
                "receipts or the changes that they tell of are missing or were altered; the log says which, see docs/runbooks/store.md",
                ledger::requireWhole));
        probes.add(new NamedProbe(
                "rows",
                Weight.PARTIAL,
                "keys, roles, tenants or anchors in the store are not as this service left them, and are refused; the log says"
                        + " which, see docs/runbooks/store.md",
                () -> {
                    rows.requireWhole();
                    rowCheck.requireWhole();
                }));
        probes.add(memory(tail));
        probes.add(threads(supervisor));
        archive.kept().map(Kept::rounds).ifPresent(rounds -> probes.add(archive(rounds)));
        backupPlan
                .flatMap(BackupPlan::every)
                .ifPresent(every -> backups.ifPresent(scheduled -> probes.add(backup(scheduled, every))));
        return new Health(probes, blocking);
    }

    private List<NamedProbe> vital(ProviderHealth providers, Store store, Journal journal) {
        return List.of(
                ownProvider(providers),
                new NamedProbe("store", Weight.VITAL, "the store cannot commit or read; nothing can be served", () -> {
                    journal.flush().join();
                    if (journal.refusedWithin(AFTER_REFUSAL)) {
                        throw new IllegalStateException("the last receipts could not be committed");
                    }
                    store.receipts().ledger(view -> view.head().size());
                }),
                new NamedProbe(
                        "trust_store",
                        Weight.PARTIAL,
                        "no valid authority for client certificates; new connections will fail",
                        () -> authorities(config.tls().clientCa())));
    }

    /** It is as its calls and its watch say: asking for health asks no provider. */
    private static NamedProbe ownProvider(ProviderHealth providers) {
        return new NamedProbe(
                "root_provider",
                Weight.PARTIAL,
                "the installation's own root provider is not well; keys in memory still work, and the health of root"
                        + " providers says why",
                () -> {
                    if (!providers.own().well()) {
                        throw new IllegalStateException("the root provider stands so: " + providers.own());
                    }
                });
    }

    private static NamedProbe archive(ArchiveRounds rounds) {
        return new NamedProbe(
                "archive",
                Weight.PARTIAL,
                "the ledger is not being archived; what is archived already may not be readable",
                rounds::requireGood);
    }

    private static NamedProbe backup(ScheduledBackups backups, Duration every) {
        return new NamedProbe(
                "backup",
                Weight.ADVISORY,
                "a backup is overdue: none was made in twice the time of keywright.backup.every; the log says why, see"
                        + " event=backup_failed",
                () -> backups.requireWithin(every.multipliedBy(2)));
    }

    private static NamedProbe memory(StateTail tail) {
        return new NamedProbe(
                "memory",
                Weight.PARTIAL,
                "roles, trust or keys in force here may be older than the store's; they are read again and again",
                () -> {
                    Instant oldest = Instant.now().minus(OLDEST);
                    if (!tail.behind().isEmpty()
                            || tail.caughtUp().filter(oldest::isBefore).isEmpty()) {
                        throw new IllegalStateException("behind: " + tail.behind() + ", caught up: " + tail.caughtUp());
                    }
                });
    }

    private static NamedProbe threads(Supervisor supervisor) {
        return new NamedProbe(
                "threads",
                Weight.PARTIAL,
                "a part of the service fails and is tried again; the log says which, see event=thread_failed",
                () -> {
                    List<Supervisor.Failing> failing = supervisor.failing();
                    if (!failing.isEmpty()) {
                        throw new IllegalStateException("these threads fail: " + failing);
                    }
                });
    }

    /** Tenants chose them, so that their failure is no reason to restart a service that serves all others. */
    private static NamedProbe rootProviders(ProviderHealth providers) {
        return new NamedProbe(
                "root_providers",
                Weight.ADVISORY,
                () -> "of " + providers.others() + " root providers besides the installation's own, "
                        + providers.othersUnwell()
                        + " are not well, and keys under them may not open; GET /kms/v1/health/kms says which",
                () -> {
                    if (providers.othersUnwell() > 0) {
                        throw new IllegalStateException("these root providers are not well: " + providers.unwell());
                    }
                });
    }

    /** Targets are the tenants', so their failure says nothing of the service. */
    private static NamedProbe subscriptions(Deliveries deliveries, Duration warnAfter) {
        return new NamedProbe(
                "subscriptions",
                Weight.ADVISORY,
                "some subscriptions are dead or have failed for long; kms_event_subscriptions counts them, and their"
                        + " tenants see why",
                () -> {
                    Deliverability now = deliveries.deliverability(warnAfter);
                    if (!now.good()) {
                        throw new IllegalStateException("the subscriptions stand so: " + now);
                    }
                });
    }

    private static void follow(WitnessBook witnesses) {
        if (!witnesses.sound()) {
            throw new IllegalStateException("the witnesses stand so: " + witnesses.standings());
        }
    }

    private static void authorities(Path file) throws Exception {
        if (new PemFile(file).certificates().stream().noneMatch(HealthWiring::valid)) {
            throw new CertificateException("no valid certificate in " + file);
        }
    }

    private static boolean valid(X509Certificate certificate) {
        try {
            certificate.checkValidity();
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }
}
