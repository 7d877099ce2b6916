package io.keywright.core.ledger;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptIndex.Row;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds receipts that are missing, altered or kept for another tenant, in a run through all that the store has. Runs on one
 * thread; what it found may be asked from any.
 */
public final class LedgerCheck {

    /** Where receipts are kept in the store from; those before lie in an archive, which is checked when it is read. */
    @FunctionalInterface
    public interface Beginning {
        long index() throws StoreException;
    }

    /** Called after each page, so that the check can give way to other work. */
    @FunctionalInterface
    public interface Rest {
        void rest(long began);
    }

    private final LedgerAudit audit;
    private final ReceiptIndex rows;
    private final Beginning beginning;
    private final Rest rest;
    private volatile Optional<DamagedLedgerException> damage = Optional.empty();

    public LedgerCheck(LedgerAudit audit, ReceiptIndex rows, Beginning beginning, Rest rest) {
        this.audit = audit;
        this.rows = rows;
        this.beginning = beginning;
        this.rest = rest;
    }

    /**
     * Runs through all of the store's receipts.
     *
     * @throws DamagedLedgerException if something is wrong with them, which is remembered until a run finds nothing
     * @throws StoreException if they cannot be read now
     */
    public void run() throws StoreException {
        try {
            audit.run(beginning.index(), this::visit);
            damage = Optional.empty();
        } catch (DamagedLedgerException e) {
            damage = Optional.of(e);
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passes if the last run found nothing. */
    public void requireWhole() throws DamagedLedgerException {
        if (damage.isPresent()) {
            throw damage.get();
        }
    }

    private void visit(List<Entry> page) throws StoreException {
        long began = System.nanoTime();
        Map<Long, Row> found = new HashMap<>();
        rows.rows(page.getFirst().index(), page.size()).forEach(row -> found.put(row.index(), row));
        for (Entry entry : page) {
            Row row = found.get(entry.index());
            if (row != null && !row.equals(expected(entry))) {
                throw new DamagedLedgerException(
                        "Receipt " + entry.index() + " is not kept for the tenant and the id that it has");
            }
        }
        rest.rest(began);
    }

    private static @Nullable Row expected(Entry entry) {
        try {
            Receipt receipt = CanonicalReceipt.parse(entry.canonical());
            UUID id = receipt.receiptId();
            return new Row(entry.index(), id, receipt.scope().tenantId());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
