package io.keywright.server.observability;

import io.keywright.core.journal.Journal;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerCheck;
import io.keywright.core.ledger.ReceiptStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** How large the ledger is, how many changes wait for it, and whether its receipts verify. */
public record LedgerMeters(Journal journal, ReceiptStore receipts, LedgerCheck check) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("kms.ledger.receipts", receipts, LedgerMeters::size)
                .description("Receipts in the ledger; NaN if it cannot be read")
                .strongReference(true)
                .register(registry);
        Gauge.builder("kms.ledger.queue.changes", journal, Journal::waiting)
                .description("Changes that wait to be made durable")
                .register(registry);
        Gauge.builder("kms.ledger.queue.room", journal, Journal::room)
                .description("How many changes may wait before callers are turned away")
                .register(registry);
        Gauge.builder("kms.ledger.damaged", check, it -> damaged(it) ? 1 : 0)
                .description("1 if the last run through the ledger found receipts that are missing or do not verify")
                .register(registry);
    }

    private static double size(ReceiptStore receipts) {
        try {
            return receipts.ledger(view -> view.head().size());
        } catch (StoreException e) {
            return Double.NaN;
        }
    }

    private static boolean damaged(LedgerCheck check) {
        try {
            check.requireWhole();
            return false;
        } catch (StoreException e) {
            return true;
        }
    }
}
