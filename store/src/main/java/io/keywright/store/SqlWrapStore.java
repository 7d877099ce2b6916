package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.rewrap.RootGuarded.ATenantsRoot;
import io.keywright.core.rewrap.RootGuarded.TheCosignersKey;
import io.keywright.core.rewrap.RootGuarded.TheLedgerKey;
import io.keywright.core.rewrap.RootGuarded.TheRowKey;
import io.keywright.core.rewrap.WrapStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What root providers have wrapped, in the five tables that hold it. */
final class SqlWrapStore implements WrapStore {

    private static final String LEDGER_KEYS = """
            SELECT verifier_key, wrapped FROM (
                SELECT verifier_key, wrapped, provider FROM ledger_key
                UNION ALL SELECT verifier_key, wrapped, provider FROM retiring_ledger_keys) AS keys
            WHERE provider = ?""";
    private static final String COSIGNER =
            "SELECT verifier_key, wrapping_key FROM ledger_cosigner_key WHERE provider = ?";
    private static final String ROW_KEY = "SELECT key_id, wrapped FROM row_key WHERE provider = ?";
    private static final String ROOTS = """
            SELECT t.tenant_id, r.version, r.wrapping_id, r.wrapped
            FROM tenant_root_wraps r
                JOIN tenants t ON t.id = r.tenant
                JOIN tenant_wrappings w ON w.tenant = r.tenant AND w.wrapping_id = r.wrapping_id
            WHERE w.provider = ? AND w.provider_key IS NULL ORDER BY r.tenant, r.version""";

    private static final String SET_LEDGER_KEY = "UPDATE ledger_key SET wrapped = ? WHERE verifier_key = ?";
    private static final String SET_RETIRING_KEY = "UPDATE retiring_ledger_keys SET wrapped = ? WHERE verifier_key = ?";
    private static final String SET_COSIGNER = "UPDATE ledger_cosigner_key SET wrapping_key = ? WHERE verifier_key = ?";
    private static final String SET_ROW_KEY = "UPDATE row_key SET wrapped = ? WHERE key_id = ?";
    private static final String SET_ROOT = """
            UPDATE tenant_root_wraps SET wrapped = ?
            WHERE tenant = (SELECT id FROM tenants WHERE tenant_id = ?) AND version = ? AND wrapping_id = ?""";

    private final Readers readers;
    private final Writer writer;

    SqlWrapStore(Readers readers, Writer writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public List<StoredWrap> wraps(String provider) throws StoreException {
        return readers.snapshot(session -> {
            List<StoredWrap> wraps = new ArrayList<>(session.list(
                    LEDGER_KEYS, row -> new StoredWrap(new TheLedgerKey(row.getString(1)), row.getBytes(2)), provider));
            wraps.addAll(session.list(
                    COSIGNER, row -> new StoredWrap(new TheCosignersKey(row.getString(1)), row.getBytes(2)), provider));
            wraps.addAll(session.list(
                    ROW_KEY,
                    row -> new StoredWrap(new TheRowKey(UuidBytes.read(row.getBytes(1))), row.getBytes(2)),
                    provider));
            wraps.addAll(session.list(
                    ROOTS,
                    row -> new StoredWrap(
                            new ATenantsRoot(row.getString(1), row.getInt(2), UuidBytes.read(row.getBytes(3))),
                            row.getBytes(4)),
                    provider));
            return wraps;
        });
    }

    @Override
    public void replace(List<StoredWrap> wraps) throws StoreException {
        writer.transaction(session -> {
            for (StoredWrap wrap : wraps) {
                if (replace(session, wrap) != 1) {
                    throw new StoreException(
                            "What is to be wrapped anew is not in the store any more. Nothing was changed.");
                }
            }
        });
    }

    private static int replace(Session session, StoredWrap wrap) throws SQLException {
        return switch (wrap.owner()) {
            case TheLedgerKey key ->
                session.update(SET_LEDGER_KEY, wrap.wrapped(), key.verifierKey())
                        + session.update(SET_RETIRING_KEY, wrap.wrapped(), key.verifierKey());
            case TheCosignersKey key -> session.update(SET_COSIGNER, wrap.wrapped(), key.verifierKey());
            case TheRowKey key -> session.update(SET_ROW_KEY, wrap.wrapped(), UuidBytes.of(key.keyId()));
            case ATenantsRoot root ->
                session.update(
                        SET_ROOT, wrap.wrapped(), root.tenantId(), root.version(), UuidBytes.of(root.wrappingId()));
        };
    }
}
