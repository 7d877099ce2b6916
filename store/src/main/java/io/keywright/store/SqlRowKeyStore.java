package io.keywright.store;

import io.keywright.core.integrity.RowKeyStore;
import io.keywright.core.journal.StoreException;
import io.keywright.core.row.Rows;
import io.keywright.model.KeyMetadata;
import io.keywright.model.RootRefusal;
import io.keywright.model.Row;
import io.keywright.model.StoredRowKey;
import io.keywright.model.TrustAnchor;
import io.keywright.model.Wrapping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The row key as the one row of its table, and all rows that it vouches for. */
final class SqlRowKeyStore implements RowKeyStore {

    private static final String SELECT = "SELECT key_id, provider, wrapped FROM row_key WHERE id = 1";
    private static final String INSERT =
            "INSERT INTO row_key (id, key_id, provider, wrapped) VALUES (1, ?, ?, ?) ON CONFLICT (id) DO NOTHING";

    private static final String KEYS = "SELECT " + KeyRow.METADATA + ", k.environment, k.plane,"
            + " (SELECT tenant_id FROM tenants WHERE id = k.tenant) AS tenant_id" + KeyRow.TAGGED;
    private static final String TENANTS = """
            SELECT t.id, t.tenant_id, n.name, v.created_at,
                (SELECT max(version) FROM tenant_root_versions WHERE tenant = t.id),
                (SELECT min(version) FROM tenant_root_versions WHERE tenant = t.id AND retired_at IS NULL)
            FROM tenants t JOIN tenant_root_versions v ON v.tenant = t.id AND v.version = 1
            LEFT JOIN tenant_names n ON n.tenant = t.id""";
    private static final String REFUSALS = "SELECT t.tenant_id, r.provider, r.reason, r.refused_at FROM refused_roots r"
            + " JOIN tenants t ON t.id = r.tenant";

    private static final String CHANGES =
            "SELECT idx, canonical FROM ledger_changes WHERE idx < ? ORDER BY idx DESC LIMIT ?";

    private final Readers readers;

    SqlRowKeyStore(Readers readers) {
        this.readers = readers;
    }

    /** Whether the key is the row key now; not if there is one. */
    static boolean insert(Session session, StoredRowKey key) throws SQLException {
        return session.update(INSERT, UuidBytes.of(key.keyId()), key.provider(), key.wrapped()) == 1;
    }

    @Override
    public Optional<StoredRowKey> rowKey() throws StoreException {
        return readers.read(session -> session.find(
                SELECT, row -> new StoredRowKey(UuidBytes.read(row.getBytes(1)), row.getString(2), row.getBytes(3))));
    }

    @Override
    public void rows(Consumer<StoredRow> visitor) throws StoreException {
        readers.snapshot(session -> {
            session.list(KEYS, row -> keys(row, visitor));
            session.list(SqlRoleBindingStore.SELECT, row -> binding(row, visitor));
            session.list(TrustAnchorRow.ALL, row -> anchor(row, visitor));
            session.list(AuthorityRow.SELECT, row -> authority(session, row, visitor));
            session.list(CertificateRow.REVOKED, row -> revocation(row, visitor));
            session.list(AcmeCredentialRow.SELECT, row -> acmeCredential(row, visitor));
            session.list(AcmeAccountRow.SELECT, row -> acmeAccount(row, visitor));
            session.list(TENANTS, row -> tenant(session, row, visitor));
            session.list(REFUSALS, row -> refusal(session, row, visitor));
            return List.of();
        });
    }

    @Override
    public List<StoredChange> changes(long index, int limit) throws StoreException {
        return readers.read(session ->
                session.list(CHANGES, row -> new StoredChange(row.getLong(1), row.getBytes(2)), index, limit));
    }

    /** A line is shown with its first version. */
    private static boolean keys(ResultSet row, Consumer<StoredRow> visitor) throws SQLException {
        KeyMetadata key = KeyRow.metadata(SqlKeyStore.scope(row), row);
        if (key.version().number() == 1) {
            visitor.accept(new StoredRow(Rows.of(key.line()), TagRows.read(row, "lt")));
        }
        visitor.accept(new StoredRow(Rows.of(key), TagRows.read(row, "kt")));
        return true;
    }

    private static boolean binding(ResultSet row, Consumer<StoredRow> visitor) throws SQLException {
        visitor.accept(new StoredRow(Rows.of(SqlRoleBindingStore.binding(row)), TagRows.read(row, "bt")));
        return true;
    }

    private static boolean anchor(ResultSet row, Consumer<StoredRow> visitor) throws SQLException {
        TrustAnchor anchor = TrustAnchorRow.read(row);
        boolean retired = row.getInt("retired") != 0;
        visitor.accept(new StoredRow(retired ? Rows.retired(anchor) : Rows.of(anchor), TagRows.read(row, "at")));
        return true;
    }

    private static boolean authority(Session session, ResultSet row, Consumer<StoredRow> visitor) throws SQLException {
        visitor.accept(new StoredRow(Rows.of(AuthorityRow.read(session, row)), TagRows.read(row, "rt")));
        return true;
    }

    private static boolean revocation(ResultSet row, Consumer<StoredRow> visitor) throws SQLException {
        UUID certificateId = UuidBytes.read(row.getBytes("revoked_id"));
        visitor.accept(
                new StoredRow(Rows.revocation(certificateId, CertificateRow.revoked(row)), TagRows.read(row, "rt")));
        return true;
    }

    private static boolean acmeCredential(ResultSet row, Consumer<StoredRow> visitor) throws SQLException {
        visitor.accept(new StoredRow(Rows.of(AcmeCredentialRow.read(row)), TagRows.read(row, "rt")));
        return true;
    }

    private static boolean acmeAccount(ResultSet row, Consumer<StoredRow> visitor) throws SQLException {
        visitor.accept(new StoredRow(Rows.of(AcmeAccountRow.read(row)), TagRows.read(row, "rt")));
        return true;
    }

    private static boolean tenant(Session session, ResultSet row, Consumer<StoredRow> visitor) throws SQLException {
        String tenantId = row.getString(2);
        Instant createdAt = Instant.ofEpochMilli(row.getLong(4));
        show(session, Rows.tenant(tenantId, Optional.ofNullable(row.getString(3)), createdAt), visitor);
        List<Wrapping> wrappings = session.list(SqlTenantStore.WRAPPINGS, WrappingRow::read, row.getLong(1));
        show(session, Rows.root(tenantId, row.getInt(5), row.getInt(6), wrappings), visitor);
        return true;
    }

    private static boolean refusal(Session session, ResultSet row, Consumer<StoredRow> visitor) throws SQLException {
        RootRefusal refusal = new RootRefusal(row.getString(2), row.getString(3), Instant.ofEpochMilli(row.getLong(4)));
        show(session, Rows.refusal(row.getString(1), refusal), visitor);
        return true;
    }

    private static void show(Session session, Row row, Consumer<StoredRow> visitor) throws SQLException {
        visitor.accept(new StoredRow(row, TagRows.find(session, row.name())));
    }
}
