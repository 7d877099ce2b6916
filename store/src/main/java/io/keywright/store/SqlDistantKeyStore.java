package io.keywright.store;

import io.keywright.core.distant.DistantKeyStore;
import io.keywright.core.journal.StoreException;
import io.keywright.model.DistantKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Key pairs inside providers as rows. */
final class SqlDistantKeyStore implements DistantKeyStore {

    private static final String ONE = DistantKeyRow.UNNEEDED + " AND name = ?";
    private static final String DUE =
            DistantKeyRow.UNNEEDED + " AND erase_after < ? AND name > ? ORDER BY name LIMIT ?";

    private final Readers readers;

    SqlDistantKeyStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<DistantKey> unneeded(String name) throws StoreException {
        return readers.read(session -> session.find(ONE, DistantKeyRow::read, name));
    }

    @Override
    public List<DistantKey> unneeded(Instant now, String after, int limit) throws StoreException {
        return readers.read(session -> session.list(DUE, DistantKeyRow::read, now.toEpochMilli(), after, limit));
    }
}
