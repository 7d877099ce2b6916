package io.keywright.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.change.Change;
import io.keywright.core.integrity.RowGuard;
import io.keywright.core.integrity.RowTag;
import io.keywright.core.row.ChangedRows;
import io.keywright.core.row.RowChange;
import io.keywright.core.row.RowChange.Removed;
import io.keywright.core.row.RowChange.Written;
import io.keywright.model.Row;
import io.keywright.model.RowKind;
import io.keywright.model.RowName;
import java.lang.ScopedValue.CallableOp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Tags as rows: written with each change, read with each row, and checked there. Of a store without a guard, none. */
record TagRows(Optional<RowGuard> guard) {

    private static final String PUT = """
            INSERT INTO row_tags (kind, id, idx, mac) VALUES (?, ?, ?, ?)
            ON CONFLICT (kind, id) DO UPDATE SET idx = excluded.idx, mac = excluded.mac""";
    private static final String REMOVE = "DELETE FROM row_tags WHERE kind = ? AND id = ?";
    private static final String ONE = "SELECT idx AS t_idx, mac AS t_mac FROM row_tags WHERE kind = ? AND id = ?";

    /** Joins the tags of rows whose ids are in the column {@code id}, under the name {@code tags}. */
    static String join(RowKind kind, String id, String tags) {
        return " LEFT JOIN row_tags " + tags + " ON " + tags + ".kind = " + kind.code() + " AND " + tags + ".id = "
                + id;
    }

    /** The columns of the tags that are joined under that name. */
    static String columns(String tags) {
        return tags + ".idx AS " + tags + "_idx, " + tags + ".mac AS " + tags + "_mac";
    }

    /** Tags what {@code change} wrote, which the receipt at {@code index} tells of. */
    void write(Session session, Change change, long index) throws SQLException {
        if (guard.isPresent()) {
            for (RowChange row : ChangedRows.of(change)) {
                write(session, row, guard.get(), index);
            }
        }
    }

    private static void write(Session session, RowChange change, RowGuard guard, long index) throws SQLException {
        int kind = change.name().kind().code();
        switch (change) {
            case Written written ->
                session.update(
                        PUT,
                        kind,
                        id(change.name()),
                        index,
                        guard.tag(written.row(), index).mac());
            case Removed removed -> session.update(REMOVE, kind, id(change.name()));
        }
    }

    /** Passes if the tag beside the row vouches for it; {@code tags} is the name that it was joined by. */
    void check(Row row, ResultSet result, String tags) throws SQLException {
        if (guard.isPresent()) {
            guard.get().check(row, read(result, tags));
        }
    }

    /** Passes if the row's tag vouches for it, which is looked up. */
    void check(Session session, Row row) throws SQLException {
        if (guard.isPresent()) {
            guard.get().check(row, find(session, row.name()));
        }
    }

    /** Reads rows that are checked, which others may change meanwhile. */
    <T, X extends Throwable> T read(CallableOp<T, X> reading) throws X {
        return guard.isPresent() ? guard.get().read(reading) : reading.call();
    }

    /** Passes if {@code sound}; what this says of the row is a clause for the operator. */
    void require(boolean sound, RowName row, String why) {
        if (guard.isPresent() && !sound) {
            throw guard.get().refusal(row, why);
        }
    }

    static Optional<RowTag> find(Session session, RowName row) throws SQLException {
        return session.find(ONE, result -> read(result, "t"), row.kind().code(), id(row))
                .flatMap(tag -> tag);
    }

    static Optional<RowTag> read(ResultSet result, String tags) throws SQLException {
        byte[] mac = result.getBytes(tags + "_mac");
        return mac == null ? Optional.empty() : Optional.of(new RowTag(result.getLong(tags + "_idx"), mac));
    }

    private static byte[] id(RowName row) {
        return row.kind().ofTenant() ? row.id().getBytes(UTF_8) : UuidBytes.of(UUID.fromString(row.id()));
    }
}
