package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerKeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The ledger key as the one row of its table, those before it as rows of another until they are erased, and their statements. */
final class SqlLedgerKeyStore implements LedgerKeyStore {

    private static final String SELECT = "SELECT verifier_key, provider, wrapped FROM ledger_key WHERE id = 1";
    private static final String RETIRING =
            "SELECT verifier_key, provider, wrapped, until FROM retiring_ledger_keys ORDER BY until, verifier_key";
    private static final String SUCCESSION = "SELECT statement FROM ledger_succession ORDER BY size";
    private static final String ERASE = "DELETE FROM retiring_ledger_keys WHERE until <= ?";
    private static final String INSERT = """
            INSERT INTO ledger_key (id, verifier_key, provider, wrapped) VALUES (1, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING""";

    private final Readers readers;
    private final Writer writer;

    SqlLedgerKeyStore(Readers readers, Writer writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public Optional<StoredLedgerKey> ledgerKey() throws StoreException {
        return readers.snapshot(session -> {
            Optional<StoredLedgerKey> key = session.find(
                    SELECT, row -> new StoredLedgerKey(row.getString(1), row.getString(2), row.getBytes(3)));
            if (key.isEmpty() && LedgerHeadRow.find(session).isPresent()) {
                throw new StoreException(
                        "The ledger's key is gone: the store is damaged or was altered. Restore it from"
                                + " a backup, see docs/runbooks/store.md.");
            }
            return key;
        });
    }

    @Override
    public List<RetiringLedgerKey> retiring() throws StoreException {
        return readers.read(session -> session.list(
                RETIRING,
                row -> new RetiringLedgerKey(
                        new StoredLedgerKey(row.getString(1), row.getString(2), row.getBytes(3)),
                        Instant.ofEpochMilli(row.getLong(4)))));
    }

    @Override
    public List<String> succession() throws StoreException {
        return readers.read(session -> session.list(SUCCESSION, row -> row.getString(1)));
    }

    @Override
    public void eraseRetired(Instant now) throws StoreException {
        writer.transaction(session -> session.update(ERASE, now.toEpochMilli()));
    }

    @Override
    public void createLedgerKey(StoredLedgerKey key) throws StoreException {
        writer.transaction(session -> {
            if (session.update(INSERT, key.verifierKey(), key.provider(), key.wrapped()) != 1) {
                throw new StoreException("There is a ledger key already; another can only succeed it.");
            }
        });
    }
}
