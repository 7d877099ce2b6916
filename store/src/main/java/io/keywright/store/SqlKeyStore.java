package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.row.Rows;
import io.keywright.model.Environment;
import io.keywright.model.KeyLine;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.Plane;
import io.keywright.model.Row;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keys as rows. */
final class SqlKeyStore implements KeyStore {

    private static final String IN_SCOPE =
            " WHERE k.tenant = (SELECT id FROM tenants WHERE tenant_id = ?) AND k.environment = ? AND k.plane = ?";
    private static final String COLUMNS = "SELECT " + KeyRow.METADATA + ", k.wrapped, k.root_version" + KeyRow.TAGGED;
    private static final String STORED = COLUMNS + IN_SCOPE;
    /** By the scope of the lines, which is their versions', so that the few lines of an alias are found by its index. */
    private static final String STORED_OF_LINES = COLUMNS + IN_SCOPE.replace("k.", "l.");

    private static final String BY_ID = STORED + " AND k.key_id = ?";
    private static final String BY_ALIAS = STORED + " AND k.line = (SELECT a.line FROM aliases a"
            + " WHERE a.tenant = k.tenant AND a.environment = k.environment AND a.plane = k.plane AND a.alias = ?)"
            + " ORDER BY k.number DESC LIMIT 1";
    private static final String PAIRS = STORED + " AND k.public_key <> '' AND k.key_state IN (%s)";
    private static final String VERSIONS_BEFORE = "SELECT " + KeyRow.METADATA + KeyRow.TAGGED + IN_SCOPE
            + " AND l.line_id = ? AND k.number < ? AND k.key_state <> ? ORDER BY k.number DESC LIMIT ?";

    /** A key is rotated when its successor is made. The state is spelt out, so that its index is used. */
    private static final String ROTATED_BEFORE = "SELECT " + KeyRow.METADATA + ", k.environment, k.plane,"
            + " (SELECT tenant_id FROM tenants WHERE id = k.tenant) AS tenant_id" + KeyRow.TAGGED
            + " WHERE k.key_state = '" + KeyState.PENDING_ROTATION.wireName()
            + "' AND (SELECT s.created_at FROM keys s WHERE s.line = k.line"
            + " AND s.number = k.number + 1) < ? LIMIT ?";

    private static final String DESTROYED_BY = "SELECT " + KeyRow.METADATA + ", k.environment, k.plane,"
            + " (SELECT tenant_id FROM tenants WHERE id = k.tenant) AS tenant_id" + KeyRow.TAGGED
            + " WHERE k.destroys_at <= ? ORDER BY k.destroys_at LIMIT ?";

    private static final String COUNTS =
            "SELECT l.key_type, k.key_state, count(*)" + KeyRow.FROM + " GROUP BY l.key_type, k.key_state";

    private record Count(KeyType type, KeyState state, long keys) {}

    private final Readers readers;
    private final TagRows tags;

    SqlKeyStore(Readers readers, TagRows tags) {
        this.readers = readers;
        this.tags = tags;
    }

    @Override
    public Optional<StoredKey> key(Scope scope, KeyReference reference) throws StoreException {
        return switch (reference) {
            case KeyReference.ById byId -> find(scope, BY_ID, UuidBytes.of(byId.keyId()));
            case KeyReference.ByAlias byAlias -> {
                Optional<StoredKey> newest = find(scope, BY_ALIAS, byAlias.alias());
                newest.ifPresent(key -> requireStands(byAlias.alias(), key.metadata()));
                yield newest;
            }
        };
    }

    /** Nothing vouches for aliases. What they stand for does. */
    private void requireStands(String alias, KeyMetadata key) {
        Row row = Rows.of(key);
        tags.require(alias.equals(key.keyAlias()), row.name(), "an alias that is not its own stands for it");
        tags.require(key.rotatedTo() == null, row.name(), "the version that replaced it is gone");
    }

    private Optional<StoredKey> find(Scope scope, String sql, Object reference) throws StoreException {
        return readers.read(session -> session.find(
                sql,
                row -> KeyRow.stored(tags, scope, row),
                scope.tenantId(),
                scope.environment().wireName(),
                scope.plane().wireName(),
                reference));
    }

    @Override
    public List<StoredKey> keys(Scope scope, KeyFilter filter, @Nullable UUID after, int limit) throws StoreException {
        Query query = new Query(filter.alias() == null ? STORED : STORED_OF_LINES)
                .with(scope.tenantId())
                .with(scope.environment().wireName())
                .with(scope.plane().wireName())
                .and("l.alias = ?", filter.alias())
                .and("k.key_type = ?", wireName(filter.keyType()))
                .and("k.key_state = ?", wireName(filter.keyState()))
                .and("k.key_id > ?", UuidBytes.ofNullable(after))
                .then("ORDER BY k.key_id LIMIT ?", limit);
        return readers.read(
                session -> session.list(query.sql(), row -> KeyRow.stored(tags, scope, row), query.values()));
    }

    @Override
    public List<StoredKey> pairs(Scope scope, Set<KeyState> states, int limit) throws StoreException {
        Query query = new Query(PAIRS.formatted(String.join(", ", Collections.nCopies(states.size(), "?"))))
                .with(scope.tenantId())
                .with(scope.environment().wireName())
                .with(scope.plane().wireName());
        states.forEach(state -> query.with(state.wireName()));
        query.then("ORDER BY k.key_id DESC LIMIT ?", limit);
        return readers.read(
                session -> session.list(query.sql(), row -> KeyRow.stored(tags, scope, row), query.values()));
    }

    @Override
    public List<KeyMetadata> versionsBefore(KeyLine line, int number, int limit) throws StoreException {
        Scope scope = line.scope();
        return readers.read(session -> session.list(
                VERSIONS_BEFORE,
                row -> KeyRow.checked(tags, scope, row),
                scope.tenantId(),
                scope.environment().wireName(),
                scope.plane().wireName(),
                UuidBytes.of(line.lineId()),
                number,
                KeyState.DESTROYED.wireName(),
                limit));
    }

    @Override
    public List<KeyMetadata> rotatedBefore(Instant time, int limit) throws StoreException {
        return readers.read(session ->
                session.list(ROTATED_BEFORE, row -> KeyRow.checked(tags, scope(row), row), time.toEpochMilli(), limit));
    }

    @Override
    public List<KeyMetadata> destroyedBy(Instant time, int limit) throws StoreException {
        return readers.read(session ->
                session.list(DESTROYED_BY, row -> KeyRow.checked(tags, scope(row), row), time.toEpochMilli(), limit));
    }

    static Scope scope(ResultSet row) throws SQLException {
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
