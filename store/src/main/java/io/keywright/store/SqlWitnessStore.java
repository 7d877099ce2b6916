package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.witness.WitnessStore;
import io.keywright.ledger.note.SignedNote;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What witnesses cosigned, as rows. */
final class SqlWitnessStore implements WitnessStore {

    private static final String SIZES = "SELECT name, size FROM witnesses";
    private static final String KEEP_SIZE = """
            INSERT INTO witnesses (name, size) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET size = excluded.size""";
    private static final String CHECKPOINT = "SELECT checkpoint FROM witnessed_checkpoint WHERE id = 1";
    private static final String KEEP_CHECKPOINT = """
            INSERT INTO witnessed_checkpoint (id, checkpoint) VALUES (1, ?)
            ON CONFLICT (id) DO UPDATE SET checkpoint = excluded.checkpoint""";

    private record Cosigned(String name, long size) {}

    private final Readers readers;
    private final Writer writer;

    SqlWitnessStore(Readers readers, Writer writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public Map<String, Long> cosigned() throws StoreException {
        Map<String, Long> sizes = new TreeMap<>();
        readers.read(session -> session.list(SIZES, row -> new Cosigned(row.getString(1), row.getLong(2))))
                .forEach(cosigned -> sizes.put(cosigned.name(), cosigned.size()));
        return sizes;
    }

    @Override
    public Optional<SignedNote> witnessed() throws StoreException {
        Optional<String> checkpoint = readers.read(session -> session.find(CHECKPOINT, row -> row.getString(1)));
        try {
            return checkpoint.map(SignedNote::parse);
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "The witnessed checkpoint is none: the store is damaged or was altered. Restore it from a backup,"
                            + " see docs/runbooks/store.md.",
                    e);
        }
    }

    @Override
    public void keep(Map<String, Long> sizes, Optional<SignedNote> witnessed) throws StoreException {
        if (sizes.isEmpty() && witnessed.isEmpty()) {
            return;
        }
        writer.transaction(session -> {
            for (Map.Entry<String, Long> size : sizes.entrySet()) {
                session.update(KEEP_SIZE, size.getKey(), size.getValue());
            }
            if (witnessed.isPresent()) {
                session.update(KEEP_CHECKPOINT, witnessed.get().toString());
            }
        });
    }
}
