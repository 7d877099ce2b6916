package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.ledger.ReceiptStore.LedgerView;
import io.keywright.ledger.AuditResult;
import io.keywright.ledger.LogAudit;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Receipt;
import io.keywright.server.fault.Ledgered.Promise;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Replays the whole ledger of a stopped server, and compares it with the rows beside it. */
public final class Audit {

    private final List<byte[]> leaves;
    private final AuditResult result;
    private final DatabaseFile database;

    private Audit(List<byte[]> leaves, AuditResult result, DatabaseFile database) {
        this.leaves = leaves;
        this.result = result;
        this.database = database;
    }

    /** Reads it from a data folder. */
    public static Audit of(Path data, VerifierKey key) throws StoreException {
        try (Store store = new Store(SqliteDatabase.open(data))) {
            List<byte[]> leaves = leaves(store.receipts());
            AuditResult result = store.receipts().ledger(view -> replay(view, leaves.iterator(), key));
            return new Audit(leaves, result, new DatabaseFile(data.resolve("keywright.db")));
        }
    }

    private static List<byte[]> leaves(ReceiptStore receipts) throws StoreException {
        List<Entry> entries = receipts.entries(0, Integer.MAX_VALUE);
        List<byte[]> leaves = new ArrayList<>();
        for (Entry entry : entries) {
            assertThat(entry.index()).isEqualTo(leaves.size());
            leaves.add(entry.canonical());
        }
        return leaves;
    }

    private static AuditResult replay(LedgerView view, Iterator<byte[]> leaves, VerifierKey key) {
        SignedNote note = SignedNote.parse(view.head().checkpoint());
        assertThat(note.check(key)).isEqualTo(SignatureCheck.VALID);
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        return LogAudit.of(checkpoint).withReceipts(key).withTiles(view.tiles()).replay(leaves);
    }

    /** Passes if the ledger is sound in itself. */
    public void findsNothing() {
        assertThat(result).isInstanceOf(AuditResult.Sound.class);
    }

    /** Passes if the ledger has one of these faults. */
    void finds(AuditResult.Fault... faults) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        AuditResult.Faulty.class,
                        faulty -> assertThat(faulty.fault()).isIn((Object[]) faults));
    }

    /** Passes if the ledger is sound, holds all of {@code promises}, and tells of just the keys that there are. */
    void findsAll(List<Promise> promises) {
        assertThat(result).isInstanceOf(AuditResult.Sound.class);
        List<Receipt> receipts = leaves.stream().map(CanonicalReceipt::parse).toList();
        Set<UUID> there = receipts.stream().map(Receipt::receiptId).collect(Collectors.toSet());
        assertThat(there).hasSameSizeAs(receipts);
        assertThat(there).containsAll(promises.stream().map(Promise::receiptId).toList());
        Map<String, Long> successes = receipts.stream()
                .filter(receipt -> receipt.context().success())
                .map(Receipt::operation)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long rotated = successes.getOrDefault("key_rotated", 0L);
        assertThat(count("")).isEqualTo(successes.getOrDefault("key_generated", 0L) + rotated);
        assertThat(count("WHERE rotated_to IS NOT NULL")).isEqualTo(rotated);
        assertThat(count("WHERE key_state = 'destroyed'")).isEqualTo(successes.getOrDefault("key_revoked", 0L));
    }

    private long count(String where) {
        return ((Number) database.value("SELECT count(*) FROM keys " + where)).longValue();
    }
}
