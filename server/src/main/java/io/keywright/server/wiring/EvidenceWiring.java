package io.keywright.server.wiring;

import io.keywright.core.Settings;
import io.keywright.core.archive.Pace;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.Roles;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.evidence.EvidenceExports;
import io.keywright.core.evidence.EvidenceReport;
import io.keywright.core.evidence.ExportNews;
import io.keywright.core.evidence.ExportQueue;
import io.keywright.core.evidence.ExportRun;
import io.keywright.core.evidence.ExportedLedger;
import io.keywright.core.evidence.Latecomers;
import io.keywright.core.evidence.RolesInForce;
import io.keywright.core.evidence.StateFiles;
import io.keywright.core.integrity.RowCheck;
import io.keywright.core.integrity.RowGuard;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.ledger.Checkpoints;
import io.keywright.core.ledger.LedgerAudit;
import io.keywright.core.ledger.LedgerCheck;
import io.keywright.core.ledger.PublicLog;
import io.keywright.core.ledger.ReceiptAccess;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.node.Nodes;
import io.keywright.core.work.Supervisor;
import io.keywright.server.config.EvidenceConfig;
import io.keywright.server.config.ExportRulesReader;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.Misconfigured;
import io.keywright.server.config.WitnessSettings;
import io.keywright.server.evidence.HtmlReport;
import io.keywright.server.evidence.LoggedNews;
import io.keywright.server.evidence.PdfReport;
import io.keywright.server.observability.RowMeters;
import io.keywright.store.Store;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The part of {@link Wiring} that exports evidence. */
@Singleton
class EvidenceWiring {

    private static final Logger LOG = Logger.getLogger(EvidenceWiring.class);

    /** By how much the clocks of nodes may differ. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);

    private final KeywrightConfig settings;
    private final EvidenceConfig config;
    private final Clock clock = Clock.systemUTC();

    EvidenceWiring(KeywrightConfig settings) {
        this.settings = settings;
        this.config = settings.evidence();
    }

    @Produces
    @Singleton
    ExportedLedger exportedLedger(PublicLog log, Checkpoints checkpoints, WitnessSettings witnesses) {
        return new ExportedLedger(log, checkpoints, witnesses.patience());
    }

    @Produces
    @Singleton
    RowCheck rowCheck(Store store, ReceiptStore receipts, RowGuard rows, RowMeters meters) {
        return new RowCheck(store.rowKeys(), receipts, rows.latest(), meters);
    }

    @Produces
    @Singleton
    LedgerCheck ledgerCheck(Store store, ReceiptStore receipts, LedgerKeyring keys, RowCheck rows) {
        return new LedgerCheck(
                new LedgerAudit(receipts, keys::signers),
                store.receiptIndex(),
                rows,
                store.pruning()::pruned,
                Pace.half()::rest);
    }

    @Produces
    @Singleton
    ExportRun exportRun(
            Settings settings,
            Store store,
            Roles roles,
            ReceiptStore receipts,
            ExportedLedger ledger,
            Recorder recorder) {
        StateFiles states = new StateFiles(
                store.keys(), new RolesInForce(roles, store.roleBindings()), store.approvals(), store.trustAnchors());
        return new ExportRun(
                receipts,
                states,
                ledger,
                recorder,
                new EvidenceReport.Forms(new HtmlReport(), new PdfReport()),
                settings.rotationSchedule(),
                latecomers(store),
                clock);
    }

    /** Another node's receipt comes in its request's time, by a clock that may differ from this one's. */
    private Latecomers latecomers(Store store) {
        return store.isShared()
                ? new Latecomers(settings.http().requestTimeout().plus(CLOCKS_DIFFER))
                : Latecomers.NONE;
    }

    @Produces
    @Singleton
    ExportNews exportNews(Store store, Nodes nodes) {
        return new ExportNews(store.toldExports(), nodes, clock, new LoggedNews());
    }

    @Produces
    @Singleton
    ExportQueue exportQueue(ExportRun run, ExportNews news, Supervisor supervisor) {
        try {
            return new ExportQueue(ExportRulesReader.read(config), run, news, clock, supervisor, EvidenceWiring::log);
        } catch (IOException e) {
            throw new Misconfigured(
                    List.of("keywright.evidence.folder: exports cannot be kept in " + config.folder() + ": " + e));
        }
    }

    private static void log(UUID exportId, Throwable cause) {
        LOG.errorf(cause, "event=evidence_export_failed export_id=%s", exportId);
    }

    @Produces
    @Singleton
    EvidenceExports evidenceExports(Authorizer authorizer, ExportQueue queue, ExportNews news, UuidV7 ids) {
        return new EvidenceExports(new ReceiptAccess(authorizer), queue, news, ids, clock);
    }
}
