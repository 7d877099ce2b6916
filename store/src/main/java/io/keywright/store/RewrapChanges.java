package io.keywright.store;

import io.keywright.core.change.RootChange.SecretsRewrapped;
import io.keywright.model.RewrappedSecret;
import io.keywright.model.WrappedSecret;
import java.sql.SQLException;

/** Puts secrets that are wrapped under another version of their tenant's root in the place of what there was: all or none. */
final class RewrapChanges {

    private static final String IS_KEY =
            "SELECT 1 FROM keys WHERE tenant = ? AND key_id = ? AND root_version = ? AND wrapped = ?";
    private static final String SET_KEY =
            "UPDATE keys SET root_version = ?, wrapped = ? WHERE tenant = ? AND key_id = ?";

    private static final String OF_SUBSCRIPTION = " WHERE tenant_id = ? AND subscription_id = ?";
    private static final String IS_SUBSCRIPTION =
            "SELECT 1 FROM subscriptions" + OF_SUBSCRIPTION + " AND root_version = ? AND secret = ?";
    private static final String SET_SUBSCRIPTION =
            "UPDATE subscriptions SET root_version = ?, secret = ?" + OF_SUBSCRIPTION;
    private static final String IS_BEFORE =
            "SELECT 1 FROM subscriptions" + OF_SUBSCRIPTION + " AND previous_root_version = ? AND previous_secret = ?";
    private static final String SET_BEFORE =
            "UPDATE subscriptions SET previous_root_version = ?, previous_secret = ?" + OF_SUBSCRIPTION;

    private static final String OF_ACME_CREDENTIAL = " WHERE tenant = ? AND credential_id = ?";
    private static final String IS_ACME_CREDENTIAL =
            "SELECT 1 FROM acme_credentials" + OF_ACME_CREDENTIAL + " AND root_version = ? AND secret = ?";
    private static final String SET_ACME_CREDENTIAL =
            "UPDATE acme_credentials SET root_version = ?, secret = ?" + OF_ACME_CREDENTIAL;

    private final Session session;
    private final Codes tenants;

    RewrapChanges(Session session, Codes tenants) {
        this.session = session;
        this.tenants = tenants;
    }

    boolean apply(SecretsRewrapped rewrapped) throws SQLException {
        long tenant = tenants.of(session, rewrapped.tenantId());
        for (RewrappedSecret secret : rewrapped.secrets()) {
            if (!isAsBefore(tenant, rewrapped.tenantId(), secret)) {
                return false;
            }
        }
        for (RewrappedSecret secret : rewrapped.secrets()) {
            set(tenant, rewrapped.tenantId(), secret);
        }
        return true;
    }

    private boolean isAsBefore(long tenant, String tenantId, RewrappedSecret secret) throws SQLException {
        byte[] id = UuidBytes.of(secret.id());
        WrappedSecret before = secret.before();
        return switch (secret.owner()) {
            case KEY -> is(IS_KEY, tenant, id, before);
            case SUBSCRIPTION -> is(IS_SUBSCRIPTION, tenantId, id, before);
            case SUBSCRIPTION_BEFORE -> is(IS_BEFORE, tenantId, id, before);
            case ACME_CREDENTIAL -> is(IS_ACME_CREDENTIAL, tenant, id, before);
        };
    }

    private boolean is(String sql, Object tenant, byte[] id, WrappedSecret before) throws SQLException {
        return session.find(sql, row -> true, tenant, id, before.rootVersion(), before.blob())
                .isPresent();
    }

    private void set(long tenant, String tenantId, RewrappedSecret secret) throws SQLException {
        byte[] id = UuidBytes.of(secret.id());
        WrappedSecret after = secret.after();
        switch (secret.owner()) {
            case KEY -> session.update(SET_KEY, after.rootVersion(), after.blob(), tenant, id);
            case SUBSCRIPTION -> session.update(SET_SUBSCRIPTION, after.rootVersion(), after.blob(), tenantId, id);
            case SUBSCRIPTION_BEFORE -> session.update(SET_BEFORE, after.rootVersion(), after.blob(), tenantId, id);
            case ACME_CREDENTIAL -> session.update(SET_ACME_CREDENTIAL, after.rootVersion(), after.blob(), tenant, id);
        }
    }
}
