package io.keywright.store;

import io.keywright.core.change.AcmeChange;
import io.keywright.model.acme.AcmeCredential;
import java.sql.SQLException;
import java.util.List;

/** Writes what ACME clients may do, and got. */
record AcmeChanges(Session session, Codes tenants, RootVersions roots, AuthorityChanges authorities) {

    boolean apply(AcmeChange change) throws SQLException {
        return switch (change) {
            case AcmeChange.CredentialCreated created -> create(created);
            case AcmeChange.CredentialRevoked revoked -> AcmeCredentialRow.revoke(session, revoked.credential());
            case AcmeChange.AccountRegistered registered ->
                AcmeAccountRow.insert(session, registered.account(), registered.most());
            case AcmeChange.AccountChanged changed -> AcmeAccountRow.change(session, changed.account());
            case AcmeChange.OrderFulfilled fulfilled -> fulfil(fulfilled);
        };
    }

    private boolean create(AcmeChange.CredentialCreated created) throws SQLException {
        AcmeCredential credential = created.credential();
        String tenantId = credential.scope().tenantId();
        return roots.hold(tenantId, List.of(credential.secret()))
                && AcmeCredentialRow.insert(session, tenants.of(session, tenantId), credential, created.most());
    }

    private boolean fulfil(AcmeChange.OrderFulfilled fulfilled) throws SQLException {
        byte[] authority = UuidBytes.of(fulfilled.issued().certificate().authorityId());
        return AuthorityRow.isOfVersion(session, authority, fulfilled.issued().authorityVersion())
                && AcmeOrderRow.fulfil(session, fulfilled)
                && authorities.issue(fulfilled.issued());
    }
}
