package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.transfer.ImportStore;
import io.keywright.model.KeyImport;
import io.keywright.model.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Imports as rows. */
final class SqlImportStore implements ImportStore {

    private static final String ONE =
            KeyImportRow.SELECT + " WHERE import_id = ? AND tenant_id = ? AND environment = ? AND plane = ?";
    private static final String EXPIRED = KeyImportRow.SELECT + " WHERE expires_at <= ? ORDER BY expires_at LIMIT ?";

    private final Readers readers;

    SqlImportStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<KeyImport> find(Scope scope, UUID importId) throws StoreException {
        return readers.read(session -> session.find(
                ONE,
                KeyImportRow::read,
                UuidBytes.of(importId),
                scope.tenantId(),
                scope.environment().wireName(),
                scope.plane().wireName()));
    }

    @Override
    public List<KeyImport> expired(Instant time, int limit) throws StoreException {
        return readers.read(session -> session.list(EXPIRED, KeyImportRow::read, time.toEpochMilli(), limit));
    }
}
