package io.keywright.store;

import io.keywright.core.row.Rows;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyVersion;
import io.keywright.model.Origin;
import io.keywright.model.Protection;
import io.keywright.model.RowKind;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.WireName;
import io.keywright.model.WrappedSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A version of a key as a row, read with its line's: enums by their wire names, times in milliseconds since 1970. */
final class KeyRow {

    /** The columns that {@link #metadata} reads. */
    static final String METADATA = "k.key_id, k.number, k.key_state, k.public_key, k.created_at, k.valid_from,"
            + " k.valid_until, k.rotated_from, k.rotated_to, k.protection, k.destroys_at,"
            + " k.origin, " + KeyLineRow.COLUMNS + ", " + TagRows.columns("kt") + ", " + TagRows.columns("lt");

    /** What vouches for versions and lines. */
    static final String TAGS =
            TagRows.join(RowKind.KEY, "k.key_id", "kt") + TagRows.join(RowKind.KEY_LINE, "l.line_id", "lt");

    /** Versions with their lines. */
    static final String FROM = " FROM keys k JOIN key_lines l ON l.id = k.line";

    /** Versions with their lines, and with what vouches for both. */
    static final String TAGGED = FROM + TAGS;

    private static final String INSERT = """
            INSERT INTO keys (key_id, number, key_state, public_key, created_at, valid_from, valid_until, rotated_from,
                rotated_to, protection, destroys_at, origin, wrapped, root_version, tenant, environment, plane, line, key_type)
            SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, l.tenant, l.environment, l.plane, l.id,
                l.key_type FROM key_lines l
            WHERE l.tenant = ? AND l.environment = ? AND l.plane = ? AND l.line_id = ?""";

    /** A key without material lies under no root; the column wants a number. */
    private static final int FIRST_ROOT = 1;

    private KeyRow() {}

    /** Adds a version to its line, which is there. */
    static void insert(Session session, long tenant, StoredKey key) throws SQLException {
        KeyVersion version = key.metadata().version();
        Scope scope = key.metadata().scope();
        session.update(
                INSERT,
                UuidBytes.of(version.keyId()),
                version.number(),
                version.state().wireName(),
                version.publicKey(),
                version.createdAt().toEpochMilli(),
                version.validFrom().toEpochMilli(),
                version.validUntil().toEpochMilli(),
                UuidBytes.ofNullable(version.rotatedFrom()),
                UuidBytes.ofNullable(version.rotatedTo()),
                version.protection().wireName(),
                millis(version.destroysAt()),
                version.origin().wireName(),
                key.wrapped().map(WrappedSecret::blob).orElse(null),
                key.wrapped().map(WrappedSecret::rootVersion).orElse(FIRST_ROOT),
                tenant,
                scope.environment().wireName(),
                scope.plane().wireName(),
                UuidBytes.of(key.metadata().line().lineId()));
    }

    /** A version and its line, once their tags were checked. */
    static KeyMetadata checked(TagRows tags, Scope scope, ResultSet row) throws SQLException {
        KeyMetadata key = metadata(scope, row);
        tags.check(Rows.of(key.line()), row, "lt");
        tags.check(Rows.of(key), row, "kt");
        return key;
    }

    /** The same with its material. */
    static StoredKey stored(TagRows tags, Scope scope, ResultSet row) throws SQLException {
        return new StoredKey(checked(tags, scope, row), material(row));
    }

    static Optional<WrappedSecret> material(ResultSet row) throws SQLException {
        byte[] wrapped = row.getBytes("wrapped");
        return wrapped == null ? Optional.empty() : Optional.of(new WrappedSecret(row.getInt("root_version"), wrapped));
    }

    /** @throws SQLException also if the row holds what this code does not know */
    static KeyMetadata metadata(Scope scope, ResultSet row) throws SQLException {
        try {
            return new KeyMetadata(KeyLineRow.read(scope, row), version(row));
        } catch (IllegalArgumentException e) {
            throw new SQLException("a key's row is damaged, or was written by a newer version", e);
        }
    }

    private static KeyVersion version(ResultSet row) throws SQLException {
        return new KeyVersion(
                UuidBytes.read(row.getBytes("key_id")),
                row.getInt("number"),
                WireName.parse(KeyState.class, row.getString("key_state")),
                row.getString("public_key"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("valid_from")),
                Instant.ofEpochMilli(row.getLong("valid_until")),
                UuidBytes.readNullable(row.getBytes("rotated_from")),
                UuidBytes.readNullable(row.getBytes("rotated_to")),
                WireName.parse(Protection.class, row.getString("protection")),
                instant(row.getLong("destroys_at")),
                WireName.parse(Origin.class, row.getString("origin")));
    }

    /** A time as a column that may be empty has it. */
    static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    /** An empty column reads as 0. */
    private static @Nullable Instant instant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
