package io.keywright.core.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.change.Change;
import io.keywright.core.change.InstallationChange;
import io.keywright.core.evidence.Export.Progress;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.LedgerAudit;
import io.keywright.core.ledger.PublishedCheckpoint;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.ledger.Recorder;
import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.evidence.EvidenceFiles;
import io.keywright.ledger.evidence.EvidenceWriter;
import io.keywright.ledger.evidence.Manifest.Subject;
import io.keywright.ledger.succession.SuccessionProof;
import io.keywright.model.KeywrightException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Writes one package, in memory that does not grow with it: receipts and their proof against one checkpoint, then what the
 * store holds, then a report, then the manifest and the receipt that vouches for it. Begins when every receipt of the range
 * is in the ledger, and only if all of the ledger is there, so that none can be missing.
 */
public final class ExportRun {

    private static final int TELLING = 1000;

    private final ReceiptStore receipts;
    private final StateFiles states;
    private final ExportedLedger ledger;
    private final Recorder recorder;
    private final EvidenceReport.Forms forms;
    private final Duration rotationSchedule;
    private final Latecomers latecomers;
    private final Clock clock;

    /**
     * Reads from these stores.
     *
     * @param latecomers are waited for, so that the range is complete
     * @param rotationSchedule how old an active key may get
     */
    public ExportRun(
            ReceiptStore receipts,
            StateFiles states,
            ExportedLedger ledger,
            Recorder recorder,
            EvidenceReport.Forms forms,
            Duration rotationSchedule,
            Latecomers latecomers,
            Clock clock) {
        this.receipts = receipts;
        this.states = states;
        this.ledger = ledger;
        this.recorder = recorder;
        this.forms = forms;
        this.rotationSchedule = rotationSchedule;
        this.latecomers = latecomers;
        this.clock = clock;
    }

    /** Is told how far a run is, and may end it by an {@link Interruption}. */
    interface Watch {

        void at(Progress progress) throws IOException;

        /** Everything is written, but for the receipt that vouches for it. */
        void beforeVouching() throws IOException;
    }

    /**
     * Where a run writes.
     *
     * @param zip is closed by the run
     */
    record Target(OutputStream zip, Parts parts) {}

    /**
     * What was written.
     *
     * @param receiptId the receipt that vouches for the package
     * @param receipts how many are in it
     */
    record Written(UUID receiptId, long receipts) {}

    /**
     * Writes the package.
     *
     * @param attempt whose receipt vouches for the package
     */
    Written write(Export export, Attempt attempt, Target target, Watch watch) throws IOException, StoreException {
        latecomers.await(export.to(), clock, () -> watch.at(new Progress(0, 0)));
        await(recorder.settle());
        ReceiptFeed feed = ReceiptFeed.of(
                new LedgerAudit(receipts, ledger.log()::signers),
                new ReceiptFeed.Wanted(export.tenantId(), export.from(), export.to()),
                () -> watch.at(new Progress(0, 0)));
        watch.at(new Progress(0, feed.total()));
        ComplianceFiles compliance = new ComplianceFiles(receipts, feed.standingFindings());
        Tally tally = new Tally();
        compliance.begin(tally.compliance());
        try (EvidenceWriter zip = new EvidenceWriter(target.zip());
                Tables tables = new Tables(target.parts())) {
            ReceiptFiles files = new ReceiptFiles(receipts, target.parts());
            ReceiptRows rows = new ReceiptRows(tables);
            files.receipts(feed, zip, (entry, receipt, change) -> {
                tally.add(entry, receipt, change);
                rows.add(entry, receipt, change);
                if (tally.receipts() % TELLING == 0) {
                    watch.at(new Progress(tally.receipts(), feed.total()));
                }
            });
            PublishedCheckpoint checkpoint = ledger.holding(
                    tally.last().map(Entry::index).orElse(-1L),
                    () -> watch.at(new Progress(tally.receipts(), feed.total())));
            watch.at(new Progress(tally.receipts(), feed.total()));
            files.proof(checkpoint.head().size(), zip);
            zip.file(EvidenceFiles.CHECKPOINT, checkpoint.note().toString().getBytes(UTF_8));
            zip.file(EvidenceFiles.LEDGER_KEY, ledger.log().keys().toString().getBytes(UTF_8));
            byte[] manifest = manifest(export, zip, tables, files, compliance, checkpoint, tally);
            watch.beforeVouching();
            UUID receiptId = vouch(export, attempt, manifest, tally.receipts());
            new ManifestFiles(receipts, ledger).write(export.tenantId(), receiptId, zip);
            return new Written(receiptId, tally.receipts());
        }
    }

    /** Writes all that is not receipts, and what the manifest says of everything. */
    private byte[] manifest(
            Export export,
            EvidenceWriter zip,
            Tables tables,
            ReceiptFiles files,
            ComplianceFiles compliance,
            PublishedCheckpoint checkpoint,
            Tally tally)
            throws IOException, StoreException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Inventory inventory = new Inventory(now, rotationSchedule);
        states.write(export, zip, tables, inventory);
        EvidenceReport report = new ReportBuilder(export, now, checkpoint, tally, inventory).build();
        zip.file(EvidenceFiles.REPORT, forms.page().render(report));
        zip.file(EvidenceFiles.PRINTED_REPORT, forms.print().render(report));
        tally.activity().write(tables.activity());
        tables.write(zip);
        files.chain(zip);
        compliance.write(tally.compliance(), checkpoint.head().size(), zip);
        SuccessionProof succession = ledger.log().succession();
        if (!succession.succession().isEmpty()) {
            zip.file(EvidenceFiles.SUCCESSION, succession.toString().getBytes(UTF_8));
        }
        return zip.manifest(new Subject(export.tenantId(), export.from(), export.to(), now, tally.receipts()));
    }

    private UUID vouch(Export export, Attempt attempt, byte[] manifest, long count) {
        Change change = new InstallationChange.EvidenceExported(
                export.exportId(), export.from(), export.to(), count, Sha256.hex(manifest));
        return await(recorder.succeeded(attempt, change));
    }

    private static <T> T await(CompletableFuture<T> durable) {
        try {
            return durable.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KeywrightException refusal ? refusal : e;
        }
    }
}
