package io.keywright.core.evidence;

import io.keywright.core.evidence.Export.Outcome;
import io.keywright.core.evidence.ExportRun.Target;
import io.keywright.core.evidence.ExportRun.Watch;
import io.keywright.core.evidence.ExportRun.Written;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Attempt;
import io.keywright.core.ledger.DamagedLedgerException;
import io.keywright.ledger.evidence.ComplianceHistory;
import io.keywright.model.KeywrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries out exports. A failure is an outcome and not thrown, but for an {@link OutOfMemoryError}: it ends the process, and the
 * export is begun again.
 */
final class ExportWorker {

    private static final String INTERRUPTED = "interrupted";
    private static final String RUNTIME_INCOMPLETE =
            "This Java runtime lacks what writes the report. Run the service on a"
                    + " complete one, with the module java.desktop, and start the export again.";

    private final ExportRules rules;
    private final ExportFolder folder;
    private final ExportRun run;
    private final Clock clock;
    private final BiConsumer<UUID, Throwable> failures;

    ExportWorker(
            ExportRules rules, ExportFolder folder, ExportRun run, Clock clock, BiConsumer<UUID, Throwable> failures) {
        this.rules = rules;
        this.folder = folder;
        this.run = run;
        this.clock = clock;
        this.failures = failures;
    }

    /** The export as it is after all that could be done. */
    Export run(Export export, Order order, Watch watch) {
        try {
            folder.tell(new StoredExport(export, Optional.of(order)));
            return ready(export, order.attempt(export.tenantId()), watch);
        } catch (Interruption e) {
            return interrupted(export);
        } catch (LimitedOutput.NoRoom e) {
            return failed(export, "no_room", e);
        } catch (ComplianceHistory.TooLong e) {
            return failed(export, "too_many_findings", e);
        } catch (DamagedLedgerException e) {
            return failed(export, "ledger_damaged", e);
        } catch (StoreException | KeywrightException e) {
            return failed(export, "store", e);
        } catch (LinkageError e) {
            return failed(export, "runtime_incomplete", new IllegalStateException(RUNTIME_INCOMPLETE, e));
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            return failed(export, "internal", e);
        } finally {
            done(export, () -> folder.deleteOwnParts(export.exportId()));
        }
    }

    /** Tells of what a restart need not begin again; if that fails, it is begun again. */
    void tell(Export finished) {
        done(finished, () -> folder.tell(new StoredExport(finished, Optional.empty())));
    }

    /** Whether nothing of an export is left. */
    boolean removed(Export export) {
        return done(export, () -> folder.delete(export.exportId()));
    }

    private boolean done(Export export, Runnable inFolder) {
        try {
            inFolder.run();
            return true;
        } catch (UncheckedIOException e) {
            failures.accept(export.exportId(), e);
            return false;
        }
    }

    private Export ready(Export export, Attempt attempt, Watch watch) throws IOException, StoreException {
        UUID id = export.exportId();
        long room = rules.maxBytes() - folder.bytes();
        Target target = new Target(
                new LimitedOutput(ExportFolder.create(folder.part(id, ".zip")), room), new Parts(folder, id, room));
        Written written = run.write(export, attempt, target, watch);
        folder.complete(id);
        Export complete = export.running(new Export.Progress(written.receipts(), written.receipts()));
        return complete.finished(outcome(Files.size(folder.zip(id)), written.receiptId(), null));
    }

    /** An export that did not come to its end. */
    Export interrupted(Export export) {
        return failed(export, INTERRUPTED);
    }

    private Export failed(Export export, String why, Throwable cause) {
        failures.accept(export.exportId(), cause);
        return failed(export, why);
    }

    private Export failed(Export export, String why) {
        return export.finished(outcome(0, null, why));
    }

    private Outcome outcome(long bytes, @Nullable UUID receiptId, @Nullable String failure) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Outcome(now, now.plus(rules.keep()), bytes, receiptId, failure);
    }
}
