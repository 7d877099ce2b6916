package io.keywright.store;

import static io.keywright.store.Rows.Column.bytes;
import static io.keywright.store.Rows.Column.number;
import static io.keywright.store.Rows.Column.text;

import io.keywright.core.journal.JournalStore.Appended;
import io.keywright.core.journal.JournalStore.End;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.LedgerHead;
import io.keywright.core.journal.StoreException;
import io.keywright.ledger.note.SignedNote;
import io.keywright.model.Receipt;
import io.keywright.model.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the ledger's rows. They are kept back until {@link #flush}, so that a batch of receipts takes one journey to the
 * database. Belongs to the writer; {@link #forget} must follow a transaction that failed.
 */
final class LedgerWriter {

    private static final String END = """
            SELECT h.size, h.checkpoint, e.canonical, e.change FROM ledger_head h LEFT JOIN (
                SELECT l.idx, l.canonical, (SELECT c.canonical FROM ledger_changes c WHERE c.idx = l.idx) AS change
                FROM ledger_entries l WHERE l.idx >= ? ORDER BY l.idx LIMIT ?) e ON h.id = 1
            WHERE h.id = 1 ORDER BY e.idx""";
    private static final String SUCCESSION = "INSERT INTO ledger_succession (size, statement) VALUES (?, ?)";

    private static final String NO_HEAD = "DELETE FROM ledger_head";

    private final Codes tenants = new Codes(Codes.Kind.TENANT);
    private final Codes operations = new Codes(Codes.Kind.OPERATION);
    private final Spans spans = new Spans();
    private final Rows entries = new Rows(
            "ledger_entries",
            "",
            number("idx"),
            bytes("receipt_id"),
            number("tenant"),
            number("operation"),
            bytes("key_id"),
            number("ts"),
            bytes("canonical"));
    private final Rows changes = new Rows("ledger_changes", "", number("idx"), bytes("canonical"));
    private final Rows tiles = new Rows(
            "ledger_tiles",
            "ON CONFLICT (level, idx) DO UPDATE SET hashes = excluded.hashes",
            number("level"),
            number("idx"),
            bytes("hashes"));
    private final Rows heads = new Rows(
            "ledger_head",
            "ON CONFLICT (id) DO UPDATE SET size = excluded.size, checkpoint = excluded.checkpoint",
            number("id"),
            number("size"),
            text("checkpoint"));
    private final Rows told = new Rows(
            "ledger_told_uses",
            "ON CONFLICT DO NOTHING",
            number("tenant"),
            bytes("key_id"),
            number("idx"),
            number("ts"));
    private final List<Rows> all = List.of(entries, changes, told, spans.ofTenants(), spans.ofKeys(), tiles, heads);
    private @Nullable LedgerHead written;

    /** @param tally the uses that the leaf's change tells of, if it tells of any */
    void append(Session session, long index, Leaf leaf, Optional<Tally> tally) throws SQLException {
        Receipt receipt = leaf.receipt();
        long tenant = tenants.of(session, receipt.scope().tenantId());
        long operation = operations.of(session, receipt.operation());
        long millis = receipt.timestamp().toEpochMilli();
        UUID keyId = receipt.context().keyId();
        if (spans.begins(index)) {
            flush(session);
        }
        entries.add(
                index,
                UuidBytes.of(receipt.receiptId()),
                tenant,
                operation,
                UuidBytes.ofNullable(keyId),
                millis,
                leaf.canonical());
        leaf.change().ifPresent(change -> changes.add(index, change));
        spans.add(session, index, tenant, operation, keyId);
        for (Tally.Use use : tally.map(Tally::uses).orElse(List.of())) {
            if (!use.keyId().equals(keyId)) {
                told.add(tenant, UuidBytes.of(use.keyId()), index, millis);
            }
        }
    }

    /** Writes what is kept back, before anything is read that tells of receipts. */
    void flush(Session session) throws SQLException {
        session.inserts().insert(all);
    }

    /** What is kept back, to be written at the end of a transaction. */
    List<Rows> rows() {
        return all;
    }

    /** Waits for the transaction's turn, and finds the ledger's end: in one journey to the database. */
    End awaitEnd(Session session, Database database, long from, int limit) throws SQLException, StoreException {
        return end(session.awaitAndList(database, END, EndRow::read, from, limit));
    }

    End end(Session session, long from, int limit) throws SQLException {
        return end(session.list(END, EndRow::read, from, limit));
    }

    private static End end(List<EndRow> rows) {
        return new End(
                rows.stream().map(EndRow::head).findFirst(),
                rows.stream().map(EndRow::leaf).flatMap(Optional::stream).toList());
    }

    /** The head, and one of the leaves if there is any. */
    private record EndRow(LedgerHead head, Optional<Appended> leaf) {

        static EndRow read(ResultSet row) throws SQLException {
            byte[] receipt = row.getBytes(3);
            return new EndRow(
                    new LedgerHead(row.getLong(1), row.getString(2)),
                    receipt == null
                            ? Optional.empty()
                            : Optional.of(new Appended(receipt, Optional.ofNullable(row.getBytes(4)))));
        }
    }

    void putTile(int level, long index, byte[] hashes) {
        tiles.add((long) level, index, hashes);
    }

    void putSuccession(Session session, long size, SignedNote statement) throws SQLException {
        session.update(SUCCESSION, size, statement.toString());
    }

    /** SQLite writes nothing where a row is replaced by its like, and so would never find that it cannot write. */
    void putHead(Session session, LedgerHead head) throws SQLException {
        if (written == null || written.equals(head)) {
            session.update(NO_HEAD);
        }
        heads.add(1L, head.size(), head.checkpoint());
        written = head;
    }

    /** The tenants' numbers, as far as they are known. */
    Codes tenants() {
        return tenants;
    }

    void forget() {
        all.forEach(Rows::clear);
        tenants.forget();
        operations.forget();
        spans.forget();
        written = null;
    }
}
