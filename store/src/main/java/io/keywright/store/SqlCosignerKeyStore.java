package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.CosignerKeyStore;
import java.util.Optional;

/** The cosigner's key as the one row of its table. */
final class SqlCosignerKeyStore implements CosignerKeyStore {

    private static final String SELECT =
            "SELECT verifier_key, provider, wrapping_key, wrapped FROM ledger_cosigner_key WHERE id = 1";
    private static final String INSERT = """
            INSERT INTO ledger_cosigner_key (id, verifier_key, provider, wrapping_key, wrapped) VALUES (1, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING""";

    private final Readers readers;
    private final Writer writer;

    SqlCosignerKeyStore(Readers readers, Writer writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public Optional<StoredCosignerKey> cosignerKey() throws StoreException {
        return readers.read(session -> session.find(
                SELECT,
                row -> new StoredCosignerKey(row.getString(1), row.getString(2), row.getBytes(3), row.getBytes(4))));
    }

    @Override
    public boolean ledgerBegan() throws StoreException {
        return readers.read(session -> LedgerHeadRow.find(session).isPresent());
    }

    @Override
    public void createCosignerKey(StoredCosignerKey key) throws StoreException {
        writer.transaction(session -> {
            if (session.update(INSERT, key.verifierKey(), key.provider(), key.wrappingKey(), key.wrapped()) != 1) {
                throw new StoreException("There is a cosigner's key already; it is never replaced.");
            }
        });
    }
}
