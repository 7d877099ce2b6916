package io.keywright.store;

import io.keywright.core.idempotency.KeptAnswerStore;
import io.keywright.core.journal.StoreException;
import io.keywright.model.KeptAnswer;
import io.keywright.model.RepeatableRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Kept answers as rows. Its transactions take turns with the journal's, and are as short. */
final class SqlKeptAnswerStore implements KeptAnswerStore {

    private static final String FIND = """
            SELECT id, caller, fingerprint, kept_at, expires_at, root_version, answer FROM kept_answers
            WHERE id = ? AND expires_at > ?""";
    private static final String COUNT = "SELECT answers FROM kept_answer_counts WHERE caller = ?";
    private static final String REMOVE = """
            DELETE FROM kept_answers WHERE id IN (SELECT id FROM kept_answers WHERE expires_at <= ? LIMIT ?)
            RETURNING caller""";

    private final Readers readers;
    private final Writer writer;

    SqlKeptAnswerStore(Readers readers, Writer writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public Optional<KeptAnswer> find(String id, Instant now) throws StoreException {
        return readers.read(
                session -> session.find(FIND, SqlKeptAnswerStore::read, AnswerChanges.bytes(id), now.toEpochMilli()));
    }

    private static KeptAnswer read(ResultSet row) throws SQLException {
        int version = row.getInt(6);
        OptionalInt rootVersion = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(version);
        return new KeptAnswer(
                new RepeatableRequest(digest(row, 1), digest(row, 2), digest(row, 3)),
                rootVersion,
                row.getBytes(7),
                Instant.ofEpochMilli(row.getLong(4)),
                Instant.ofEpochMilli(row.getLong(5)));
    }

    private static String digest(ResultSet row, int column) throws SQLException {
        return HexFormat.of().formatHex(row.getBytes(column));
    }

    @Override
    public int count(String caller) throws StoreException {
        return readers.read(session -> session.find(COUNT, row -> row.getInt(1), AnswerChanges.bytes(caller)))
                .orElse(0);
    }

    @Override
    public int removeExpired(Instant now, int most) throws StoreException {
        List<String> removed = new ArrayList<>();
        writer.transaction(session -> {
            removed.addAll(session.list(REMOVE, row -> digest(row, 1), now.toEpochMilli(), most));
            for (Map.Entry<String, Long> caller : byCaller(removed).entrySet()) {
                AnswerChanges.countFewer(session, AnswerChanges.bytes(caller.getKey()), caller.getValue());
            }
        });
        return removed.size();
    }

    private static Map<String, Long> byCaller(List<String> removed) {
        return removed.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
