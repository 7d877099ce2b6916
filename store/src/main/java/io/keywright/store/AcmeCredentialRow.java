package io.keywright.store;

import io.keywright.core.row.Rows;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.RowKind;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import io.keywright.model.WrappedSecret;
import io.keywright.model.acme.AcmeCredential;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** What an ACME client opens accounts with, as a row. */
final class AcmeCredentialRow {

    static final String SELECT = "SELECT t.tenant_id, c.*, " + TagRows.columns("rt")
            + " FROM acme_credentials c JOIN tenants t ON t.id = c.tenant"
            + TagRows.join(RowKind.ACME_CREDENTIAL, "c.credential_id", "rt");

    private static final String COUNT =
            "SELECT count(*) FROM acme_credentials WHERE authority_id = ? AND revoked_at IS NULL";
    private static final String INSERT = """
            INSERT INTO acme_credentials
            (credential_id, authority_id, tenant, environment, plane, module, root_version, secret, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String REVOKE =
            "UPDATE acme_credentials SET revoked_at = ? WHERE credential_id = ? AND revoked_at IS NULL";

    private AcmeCredentialRow() {}

    /** A credential, once its tag was checked. */
    static AcmeCredential checked(TagRows tags, ResultSet row) throws SQLException {
        AcmeCredential credential = read(row);
        tags.check(Rows.of(credential), row, "rt");
        return credential;
    }

    /** @throws SQLException also if the row holds what this code does not know */
    static AcmeCredential read(ResultSet row) throws SQLException {
        try {
            return new AcmeCredential(
                    UuidBytes.read(row.getBytes("credential_id")),
                    UuidBytes.read(row.getBytes("authority_id")),
                    new Scope(
                            row.getString("tenant_id"),
                            WireName.parse(Environment.class, row.getString("environment")),
                            WireName.parse(Plane.class, row.getString("plane"))),
                    row.getString("module"),
                    new WrappedSecret(row.getInt("root_version"), row.getBytes("secret")),
                    Instant.ofEpochMilli(row.getLong("created_at")),
                    Times.read(row, "revoked_at"));
        } catch (IllegalArgumentException e) {
            throw new SQLException("an ACME credential's row is damaged, or was written by a newer version", e);
        }
    }

    /** Whether its authority had fewer than {@code most}. */
    static boolean insert(Session session, long tenant, AcmeCredential credential, int most) throws SQLException {
        byte[] authority = UuidBytes.of(credential.authorityId());
        int present =
                session.find(COUNT, row -> row.getInt(1), (Object) authority).orElse(0);
        return present < most
                && session.update(
                                INSERT,
                                UuidBytes.of(credential.credentialId()),
                                authority,
                                tenant,
                                credential.scope().environment().wireName(),
                                credential.scope().plane().wireName(),
                                credential.module(),
                                credential.secret().rootVersion(),
                                credential.secret().blob(),
                                credential.createdAt().toEpochMilli())
                        == 1;
    }

    /** Whether it counted. */
    static boolean revoke(Session session, AcmeCredential credential) throws SQLException {
        return session.update(
                        REVOKE,
                        credential.revokedAt().orElseThrow().toEpochMilli(),
                        UuidBytes.of(credential.credentialId()))
                == 1;
    }
}
