package io.keywright.server.wiring;

import io.keywright.core.archive.ArchiveException;
import io.keywright.core.archive.ArchiveRounds;
import io.keywright.core.archive.ArchivedReceipts;
import io.keywright.core.archive.Archiver;
import io.keywright.core.archive.Pace;
import io.keywright.core.archive.Pruner;
import io.keywright.core.archive.SegmentArchive;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.node.NodeLease;
import io.keywright.server.Refusal;
import io.keywright.server.config.ArchiveRules;
import io.keywright.server.config.ArchiveRulesReader;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.lifetime.ArchiveOfLedger;
import io.keywright.server.lifetime.ArchiveOfLedger.Kept;
import io.keywright.server.observability.ArchiveMeters;
import io.keywright.store.Store;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The part of {@link Wiring} that keeps sealed segments of the ledger, and reads them back. */
@Singleton
class ArchiveWiring {

    private static final Logger LOG = Logger.getLogger(ArchiveWiring.class);

    private final KeywrightConfig config;
    private final Clock clock = Clock.systemUTC();

    ArchiveWiring(KeywrightConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    ArchiveRules archiveRules() {
        return ArchiveRulesReader.read(config.archive());
    }

    @Produces
    @Singleton
    ArchiveOfLedger archive(ArchiveRules rules, Store store, LedgerKeyring keys, NodeLease lease) {
        return Refusal.unless(() -> {
            Optional<SegmentArchive> archive = SegmentArchives.create(config.archive(), rules.retention(), clock);
            if (archive.isEmpty()) {
                requireNothingPruned(store);
                return ArchiveOfLedger.NONE;
            }
            check(archive.get());
            Kept kept = new Kept(archive.get(), rounds(archive.get(), rules, store, keys, lease));
            return new ArchiveOfLedger(Optional.of(kept));
        });
    }

    private static ArchiveRounds rounds(
            SegmentArchive archive, ArchiveRules rules, Store store, LedgerKeyring keys, NodeLease lease) {
        Pace pace = Pace.half();
        Optional<Pruner> pruner = rules.keep().isPresent()
                ? Optional.of(new Pruner(
                        store.receipts(), store.pruning(), archive, rules.keep().getAsLong(), pace))
                : Optional.empty();
        ReceiptStore all = new ArchivedReceipts(store.receipts(), store.pruning(), archive);
        Archiver archiver = new Archiver(all, store.pruning(), archive, keys, pace, lease::isHeld);
        return new ArchiveRounds(archive, archiver, pruner, lease::isHeld);
    }

    private static void requireNothingPruned(Store store) throws StoreException {
        long pruned = store.pruning().pruned();
        if (pruned > 0) {
            throw new StoreException("The store's first " + pruned + " receipts are in an archive only; set"
                    + " keywright.archive.folder or keywright.archive.s3.bucket to where it is.");
        }
    }

    /** An archive that cannot be reached now may be later; one that is wrong will stay so. */
    private static void check(SegmentArchive archive) throws ArchiveException {
        try {
            archive.check();
        } catch (ArchiveException e) {
            if (e.conflict()) {
                throw e;
            }
            LOG.warnf("event=archive_unavailable %s", e.getMessage());
        }
    }

    void close(@Disposes ArchiveOfLedger archive) {
        archive.kept().ifPresent(open -> open.archive().close());
    }

    /** Quarkus binds every binder that is a bean. */
    @Produces
    @Singleton
    MeterBinder archiveMeters(ArchiveOfLedger archive) {
        return new ArchiveMeters(archive.kept().map(Kept::rounds));
    }

    /** All receipts, wherever they are; whoever serves receipts asks here. */
    @Produces
    @Singleton
    ReceiptStore receipts(Store store, ArchiveOfLedger archive) {
        return archive.kept()
                .<ReceiptStore>map(open -> new ArchivedReceipts(store.receipts(), store.pruning(), open.archive()))
                .orElseGet(store::receipts);
    }
}
