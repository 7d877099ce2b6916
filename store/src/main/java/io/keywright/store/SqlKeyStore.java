package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.model.Environment;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keys as rows. */
final class SqlKeyStore implements KeyStore {

    private static final String IN_SCOPE =
            " WHERE tenant = (SELECT id FROM tenants WHERE tenant_id = ?) AND environment = ? AND plane = ?";
    private static final String STORED = "SELECT " + KeyRow.METADATA + ", wrapped, root_version FROM keys" + IN_SCOPE;
    private static final String BY_ID = STORED + " AND key_id = ?";
    private static final String BY_ALIAS = STORED + " AND key_id = (SELECT a.key_id FROM aliases a"
            + " WHERE a.tenant = keys.tenant AND a.environment = keys.environment AND a.plane = keys.plane"
            + " AND a.alias = ?)";
    /** The types are listed for the sake of the index, which begins with them. A key is rotated when its successor is made. */
    private static final String ROTATED_BEFORE = "SELECT " + KeyRow.METADATA + ", environment, plane,"
            + " (SELECT tenant_id FROM tenants WHERE id = keys.tenant) AS tenant_id FROM keys"
            + " WHERE key_type IN ("
            + Stream.of(KeyType.values())
                    .map(type -> "'" + type.wireName() + "'")
                    .collect(Collectors.joining(", "))
            + ") AND key_state = ? AND (SELECT s.created_at FROM keys s WHERE s.tenant = keys.tenant"
            + " AND s.environment = keys.environment AND s.plane = keys.plane AND s.key_id = keys.rotated_to) < ?"
            + " LIMIT ?";

    private static final String COUNTS = "SELECT key_type, key_state, count(*) FROM keys GROUP BY key_type, key_state";

    private record Count(KeyType type, KeyState state, long keys) {}

    private final Readers readers;

    SqlKeyStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<StoredKey> key(Scope scope, KeyReference reference) throws StoreException {
        return switch (reference) {
            case KeyReference.ById byId -> find(scope, BY_ID, UuidBytes.of(byId.keyId()));
            case KeyReference.ByAlias byAlias -> find(scope, BY_ALIAS, byAlias.alias());
        };
    }

    private Optional<StoredKey> find(Scope scope, String sql, Object reference) throws StoreException {
        return readers.read(session -> session.find(
                sql,
                row -> KeyRow.stored(scope, row),
                scope.tenantId(),
                scope.environment().wireName(),
                scope.plane().wireName(),
                reference));
    }

    @Override
    public List<StoredKey> keys(Scope scope, KeyFilter filter, @Nullable UUID after, int limit) throws StoreException {
        Query query = new Query(STORED)
                .with(scope.tenantId())
                .with(scope.environment().wireName())
                .with(scope.plane().wireName())
                .and("key_type = ?", wireName(filter.keyType()))
                .and("key_state = ?", wireName(filter.keyState()))
                .and("key_alias = ?", filter.alias())
                .and("key_id > ?", UuidBytes.ofNullable(after))
                .then("ORDER BY key_id LIMIT ?", limit);
        return readers.read(session -> session.list(query.sql(), row -> KeyRow.stored(scope, row), query.values()));
    }

    @Override
    public List<KeyMetadata> rotatedBefore(Instant time, int limit) throws StoreException {
        return readers.read(session -> session.list(
                ROTATED_BEFORE,
                row -> KeyRow.metadata(scope(row), row),
                KeyState.PENDING_ROTATION.wireName(),
                time.toEpochMilli(),
                limit));
    }

    private static Scope scope(ResultSet row) throws SQLException {
        try {
            return new Scope(
                    row.getString("tenant_id"),
                    WireName.parse(Environment.class, row.getString("environment")),
                    WireName.parse(Plane.class, row.getString("plane")));
        } catch (IllegalArgumentException e) {
            throw new SQLException("a key's row is damaged, or was written by a newer version", e);
        }
    }

    private static Count count(ResultSet row) throws SQLException {
        try {
            return new Count(
                    WireName.parse(KeyType.class, row.getString(1)),
                    WireName.parse(KeyState.class, row.getString(2)),
                    row.getLong(3));
        } catch (IllegalArgumentException e) {
            throw new SQLException("a key's row is damaged, or was written by a newer version", e);
        }
    }

    private static @Nullable String wireName(@Nullable WireName value) {
        return value == null ? null : value.wireName();
    }

    @Override
    public Map<KeyType, Map<KeyState, Long>> keyCounts() throws StoreException {
        List<Count> counts = readers.read(session -> session.list(COUNTS, SqlKeyStore::count));
        Map<KeyType, Map<KeyState, Long>> byType = new EnumMap<>(KeyType.class);
        for (Count count : counts) {
            byType.computeIfAbsent(count.type(), type -> new EnumMap<>(KeyState.class))
                    .put(count.state(), count.keys());
        }
        return byType;
    }
}
