package io.keywright.chaos.cluster;

import io.keywright.chaos.check.Entry;
import io.keywright.chaos.check.Ledger;
import io.keywright.core.follow.ChangeStore.Changed;
import io.keywright.core.journal.StoreException;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.store.Store;
import io.keywright.store.postgresql.DatabaseAddress;
import io.keywright.store.postgresql.DatabaseAddress.Host;
import io.keywright.store.postgresql.PostgresqlDatabase;
import io.keywright.testkit.postgresql.Postgresql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the one log, from the database itself. */
final class LedgerReader {

    private static final Path KEY = Path.of("pki", "ledger.vkey");
    private static final String SCHEMA = "keywright";

    private LedgerReader() {}

    /** @param data the folder of a node, in which it has published the ledger's key */
    static Ledger read(Postgresql primary, Path data) throws StoreException, IOException {
        VerifierKey key = VerifierKey.parse(Files.readString(data.resolve(KEY)).strip());
        try (Store store = new Store(PostgresqlDatabase.open(address(primary)))) {
            Map<Long, byte[]> changes = new HashMap<>();
            for (Changed changed : store.changes().changes(0, Integer.MAX_VALUE)) {
                changes.put(changed.index(), changed.change());
            }
            List<Entry> entries = store.receipts().entries(0, Integer.MAX_VALUE).stream()
                    .map(entry -> Entry.of(entry.index(), entry.canonical(), changes.get(entry.index())))
                    .toList();
            String head = store.receipts().ledger(view -> view.head().checkpoint());
            return new Ledger(entries, head, key);
        }
    }

    private static DatabaseAddress address(Postgresql primary) {
        return new DatabaseAddress(
                List.of(new Host(Postgresql.HOST, primary.port())),
                Postgresql.DATABASE,
                SCHEMA,
                Postgresql.USER,
                Optional.empty(),
                Optional.empty());
    }
}
