package io.keywright.store;

import io.keywright.core.change.AuthorityChange;
import io.keywright.model.IssuedCertificate;
import java.sql.SQLException;

/** Writes authorities, and what they have signed. */
record AuthorityChanges(Session session, Codes tenants, KeyChanges keys) {

    boolean apply(AuthorityChange change) throws SQLException {
        return switch (change) {
            case AuthorityChange.Created created -> create(created);
            case AuthorityChange.Changed changed -> AuthorityRow.change(session, changed.authority());
            case AuthorityChange.CertificateIssued issued -> issue(issued);
            case AuthorityChange.CertificateRevoked revoked -> CertificateRow.revoke(session, revoked);
            case AuthorityChange.RevocationListSigned signed -> CertificateRow.sign(session, signed);
        };
    }

    private boolean create(AuthorityChange.Created created) throws SQLException {
        long tenant = tenants.of(session, created.authority().scope().tenantId());
        boolean applied = AuthorityRow.hasRoom(session, tenant, created) && keys.create(created.key());
        if (applied) {
            AuthorityRow.insert(session, tenant, created.authority());
        }
        if (applied && created.issued().isPresent()) {
            CertificateRow.insert(session, tenant, created.issued().get());
        }
        return applied;
    }

    boolean issue(AuthorityChange.CertificateIssued issued) throws SQLException {
        IssuedCertificate certificate = issued.certificate();
        return AuthorityRow.isOfVersion(session, UuidBytes.of(certificate.authorityId()), issued.authorityVersion())
                && CertificateRow.insert(
                        session, tenants.of(session, certificate.scope().tenantId()), certificate);
    }
}
