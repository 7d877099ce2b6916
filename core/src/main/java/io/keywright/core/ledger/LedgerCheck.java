package io.keywright.core.ledger;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptIndex.Row;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.ledger.receipt.ChangeDigest;
import io.keywright.model.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds receipts that are missing, altered or kept for another tenant, and changes that are not those that receipts tell of, in a
 * run through all that the store has. Runs on one thread; what it found may be asked from any.
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

    /** Is shown what operations have changed, as their receipts vouch for. All of it counts only if the run comes to its end. */
    public interface ChangeReader {

        /** A run begins with the receipt at {@code index}. */
        void begin(long index);

        void changed(long index, byte[] change);

        /** The run has found nothing wrong in the receipts, and those before {@code size} have been shown. */
        void end(long size) throws StoreException;
    }

    private final LedgerAudit audit;
    private final ReceiptIndex rows;
    private final ChangeReader reader;
    private final Beginning beginning;
    private final Rest rest;
    private volatile Optional<DamagedLedgerException> damage = Optional.empty();

    public LedgerCheck(LedgerAudit audit, ReceiptIndex rows, ChangeReader reader, Beginning beginning, Rest rest) {
        this.audit = audit;
        this.rows = rows;
        this.reader = reader;
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
            long first = beginning.index();
            reader.begin(first);
            long size = audit.run(first, this::visit);
            damage = Optional.empty();
            reader.end(size);
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
            visit(entry.index(), read(entry), Optional.ofNullable(found.get(entry.index())));
        }
        rest.rest(began);
    }

    private void visit(long index, Receipt receipt, Optional<Row> row) throws StoreException {
        Row expected = new Row(index, receipt.receiptId(), receipt.scope().tenantId());
        if (row.isPresent() && !row.get().equals(expected)) {
            throw new DamagedLedgerException("Receipt " + index + " is not kept for the tenant and the id that it has");
        }
        if (receipt.context().changeDigest() != null) {
            reader.changed(index, change(index, receipt));
        }
    }

    private byte[] change(long index, Receipt receipt) throws StoreException {
        return audit.store()
                .change(index)
                .filter(change -> ChangeDigest.matches(receipt, change))
                .orElseThrow(() ->
                        new DamagedLedgerException("Receipt " + index + " tells of another change than the store has"));
    }

    private static Receipt read(Entry entry) throws DamagedLedgerException {
        try {
            return CanonicalReceipt.parse(entry.canonical());
        } catch (IllegalArgumentException e) {
            throw new DamagedLedgerException("Receipt " + entry.index() + " cannot be read");
        }
    }
}
