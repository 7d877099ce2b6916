package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.tenant.DependantStore;
import io.keywright.model.OldRoot;
import io.keywright.model.StoredKey;
import io.keywright.model.Subscription;
import io.keywright.model.acme.AcmeCredential;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What lies under versions of tenants' roots, in the tables that name one. */
final class SqlDependantStore implements DependantStore {

    private static final String LIES_UNDER =
            "((s.root_version = %1$s AND s.secret IS NOT NULL) OR s.previous_root_version = %1$s)";

    private static final String KEYS =
            " FROM keys k WHERE k.tenant = v.tenant AND k.root_version = v.version AND k.wrapped IS NOT NULL)";
    private static final String SUBSCRIPTIONS =
            " FROM subscriptions s WHERE s.tenant_id = t.tenant_id AND " + LIES_UNDER.formatted("v.version") + ")";
    private static final String ACME_CREDENTIALS =
            " FROM acme_credentials c WHERE c.tenant = v.tenant AND c.root_version = v.version)";
    private static final String IMPORTS =
            " FROM key_imports i WHERE i.tenant_id = t.tenant_id AND i.root_version = v.version)";

    private static final String OLD = "SELECT t.tenant_id, v.version,"
            + " (SELECT max(n.version) FROM tenant_root_versions n WHERE n.tenant = v.tenant) AS newest,"
            + " (SELECT n.created_at FROM tenant_root_versions n WHERE n.tenant = v.tenant AND n.version = v.version + 1)"
            + " AS replaced_at, (SELECT count(*)" + KEYS + " + (SELECT count(*)" + SUBSCRIPTIONS
            + " + (SELECT count(*)" + ACME_CREDENTIALS + " AS secrets,"
            + " (SELECT count(*)" + IMPORTS + " AS imports"
            + " FROM tenant_root_versions v JOIN tenants t ON t.id = v.tenant"
            + " WHERE v.retired_at IS NULL AND EXISTS"
            + " (SELECT 1 FROM tenant_root_versions n WHERE n.tenant = v.tenant AND n.version > v.version)";
    private static final String IN_ORDER = " ORDER BY t.tenant_id, v.version";
    private static final String ALL = OLD + IN_ORDER;
    private static final String OF_TENANT = OLD + " AND t.tenant_id = ?" + IN_ORDER;

    private static final String NEEDED = "SELECT 1 FROM tenant_root_versions v JOIN tenants t ON t.id = v.tenant"
            + " WHERE v.tenant = ? AND v.version = ? AND (EXISTS (SELECT 1" + KEYS + " OR EXISTS (SELECT 1"
            + SUBSCRIPTIONS + " OR EXISTS (SELECT 1" + ACME_CREDENTIALS + " OR EXISTS (SELECT 1" + IMPORTS + ")";

    private static final String KEYS_UNDER = "SELECT " + KeyRow.METADATA + ", k.environment, k.plane,"
            + " (SELECT tenant_id FROM tenants WHERE id = k.tenant) AS tenant_id, k.wrapped, k.root_version"
            + KeyRow.TAGGED + " WHERE k.tenant = (SELECT id FROM tenants WHERE tenant_id = ?) AND k.root_version = ?"
            + " AND k.wrapped IS NOT NULL AND k.key_id > ? ORDER BY k.key_id LIMIT ?";
    private static final String SUBSCRIPTIONS_UNDER = "SELECT " + SubscriptionRow.COLUMNS
            + " FROM subscriptions s WHERE s.tenant_id = ? AND " + LIES_UNDER.formatted("?")
            + " AND s.subscription_id > ? ORDER BY s.subscription_id LIMIT ?";

    private static final String ACME_CREDENTIALS_UNDER = AcmeCredentialRow.SELECT
            + " WHERE t.tenant_id = ? AND c.root_version = ? AND c.credential_id > ? ORDER BY c.credential_id LIMIT ?";

    private static final String MADE_BY = "SELECT t.tenant_id, max(v.version), max(v.created_at) AS made_at,"
            + " EXISTS (SELECT 1 FROM refused_roots r WHERE r.tenant = t.id)"
            + " FROM tenant_root_versions v JOIN tenants t ON t.id = v.tenant"
            + " GROUP BY t.id, t.tenant_id HAVING max(v.created_at) <= ? ORDER BY made_at";

    private final Readers readers;

    SqlDependantStore(Readers readers) {
        this.readers = readers;
    }

    /** Whether something lies under that version. */
    static boolean isNeeded(Session session, long tenant, int version) throws SQLException {
        return session.find(NEEDED, row -> true, tenant, version).isPresent();
    }

    @Override
    public List<OldRoot> old() throws StoreException {
        return readers.read(session -> session.list(ALL, SqlDependantStore::old));
    }

    @Override
    public List<OldRoot> old(String tenantId) throws StoreException {
        return readers.read(session -> session.list(OF_TENANT, SqlDependantStore::old, tenantId));
    }

    private static OldRoot old(ResultSet row) throws SQLException {
        return new OldRoot(
                row.getString("tenant_id"),
                row.getInt("version"),
                row.getInt("newest"),
                Instant.ofEpochMilli(row.getLong("replaced_at")),
                row.getLong("secrets"),
                row.getLong("imports"));
    }

    /** What a key's material is bound to vouches for the row here, so that one that was altered keeps no other waiting. */
    @Override
    public List<StoredKey> keys(OldRoot root, @Nullable UUID after, int limit) throws StoreException {
        return readers.read(session ->
                session.list(KEYS_UNDER, SqlDependantStore::key, root.tenantId(), root.version(), id(after), limit));
    }

    private static StoredKey key(ResultSet row) throws SQLException {
        return new StoredKey(KeyRow.metadata(SqlKeyStore.scope(row), row), KeyRow.material(row));
    }

    @Override
    public List<Subscription> subscriptions(OldRoot root, @Nullable UUID after, int limit) throws StoreException {
        return readers.read(session -> session.list(
                SUBSCRIPTIONS_UNDER,
                SubscriptionRow::read,
                root.tenantId(),
                root.version(),
                root.version(),
                id(after),
                limit));
    }

    /** As with keys. */
    @Override
    public List<AcmeCredential> acmeCredentials(OldRoot root, @Nullable UUID after, int limit) throws StoreException {
        return readers.read(session -> session.list(
                ACME_CREDENTIALS_UNDER, AcmeCredentialRow::read, root.tenantId(), root.version(), id(after), limit));
    }

    @Override
    public List<NewestRoot> madeBy(Instant time) throws StoreException {
        return readers.read(session -> session.list(
                MADE_BY,
                row -> new NewestRoot(
                        row.getString(1), row.getInt(2), Instant.ofEpochMilli(row.getLong(3)), row.getBoolean(4)),
                time.toEpochMilli()));
    }

    private static byte[] id(@Nullable UUID after) {
        return after == null ? new byte[0] : UuidBytes.of(after);
    }
}
