package io.keywright.store;

import io.keywright.core.change.AuthorityChange;
import io.keywright.core.row.Rows;
import io.keywright.model.CertificateRevocation;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.Environment;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.Plane;
import io.keywright.model.RevocationListState.Signed;
import io.keywright.model.RevokedSerial;
import io.keywright.model.RowKind;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A certificate as a row, that it is revoked as a row of another table, and lists of the revoked as rows of a third. */
final class CertificateRow {

    private static final String REVOCATION = "r.certificate_id AS revoked_id, r.position, r.issuer_key,"
            + " r.serial AS revoked_serial, r.not_after AS revoked_end, r.revoked_at, r.reason, "
            + TagRows.columns("rt");

    static final String SELECT = "SELECT t.tenant_id, c.*, " + REVOCATION
            + " FROM certificates c JOIN tenants t ON t.id = c.tenant"
            + " LEFT JOIN certificate_revocations r ON r.certificate_id = c.certificate_id"
            + TagRows.join(RowKind.CERTIFICATE_REVOCATION, "r.certificate_id", "rt");

    static final String REVOKED = "SELECT " + REVOCATION + " FROM certificate_revocations r"
            + TagRows.join(RowKind.CERTIFICATE_REVOCATION, "r.certificate_id", "rt");

    private static final String INSERT = """
            INSERT INTO certificates
            (certificate_id, authority_id, serial, tenant, environment, plane, module, certificate, not_before, not_after,
             renewed_from)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String IS_REVOKED = "SELECT 1 FROM certificate_revocations WHERE certificate_id = ?";
    private static final String REVOKE = """
            INSERT INTO certificate_revocations
            (certificate_id, authority_id, issuer_key, serial, not_after, revoked_at, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String COUNT_REVOKED = """
            INSERT INTO revocation_lists (authority_id, revoked) VALUES (?, 1)
            ON CONFLICT (authority_id) DO UPDATE SET revoked = revocation_lists.revoked + 1""";
    private static final String SIGN = """
            INSERT INTO revocation_lists (authority_id, number, covered, list, signed_at, next_update)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (authority_id) DO UPDATE SET number = excluded.number, covered = excluded.covered,
                list = excluded.list, signed_at = excluded.signed_at, next_update = excluded.next_update
            WHERE revocation_lists.number = excluded.number - 1""";

    private CertificateRow() {}

    /** A certificate, once the tag was checked of its revocation, if it has one. */
    static IssuedCertificate checked(TagRows tags, ResultSet row) throws SQLException {
        boolean revoked = row.getBytes("revoked_id") != null;
        Optional<CertificateRevocation> revocation =
                revoked ? Optional.of(revoked(tags, row).revocation()) : Optional.empty();
        try {
            return new IssuedCertificate(
                    UuidBytes.read(row.getBytes("certificate_id")),
                    UuidBytes.read(row.getBytes("authority_id")),
                    new Scope(
                            row.getString("tenant_id"),
                            WireName.parse(Environment.class, row.getString("environment")),
                            WireName.parse(Plane.class, row.getString("plane"))),
                    row.getString("module"),
                    new BigInteger(row.getBytes("serial")),
                    row.getBytes("certificate"),
                    Instant.ofEpochMilli(row.getLong("not_before")),
                    Instant.ofEpochMilli(row.getLong("not_after")),
                    UuidBytes.readNullable(row.getBytes("renewed_from")),
                    revocation);
        } catch (IllegalArgumentException e) {
            throw new SQLException("a certificate's row is damaged, or was written by a newer version", e);
        }
    }

    /** A revoked certificate, once its tag was checked. */
    static RevokedSerial revoked(TagRows tags, ResultSet row) throws SQLException {
        RevokedSerial revoked = revoked(row);
        tags.check(Rows.revocation(UuidBytes.read(row.getBytes("revoked_id")), revoked), row, "rt");
        return revoked;
    }

    /** @throws SQLException also if the row holds what this code does not know */
    static RevokedSerial revoked(ResultSet row) throws SQLException {
        try {
            return new RevokedSerial(
                    row.getLong("position"),
                    row.getString("issuer_key"),
                    new BigInteger(row.getBytes("revoked_serial")),
                    Instant.ofEpochMilli(row.getLong("revoked_end")),
                    new CertificateRevocation(
                            Instant.ofEpochMilli(row.getLong("revoked_at")),
                            WireName.parse(CertificateRevocationReason.class, row.getString("reason"))));
        } catch (IllegalArgumentException e) {
            throw new SQLException("a revocation's row is damaged, or was written by a newer version", e);
        }
    }

    /** Whether it was renewed from one that is not revoked, if from any. */
    static boolean insert(Session session, long tenant, IssuedCertificate certificate) throws SQLException {
        byte[] renewedFrom = UuidBytes.ofNullable(certificate.renewedFrom());
        if (renewedFrom != null
                && session.find(IS_REVOKED, row -> true, (Object) renewedFrom).isPresent()) {
            return false;
        }
        return session.update(
                        INSERT,
                        UuidBytes.of(certificate.certificateId()),
                        UuidBytes.of(certificate.authorityId()),
                        certificate.serial().toByteArray(),
                        tenant,
                        certificate.scope().environment().wireName(),
                        certificate.scope().plane().wireName(),
                        certificate.module(),
                        certificate.certificate(),
                        certificate.notBefore().toEpochMilli(),
                        certificate.notAfter().toEpochMilli(),
                        renewedFrom)
                == 1;
    }

    /** Whether the certificate was not revoked before. */
    static boolean revoke(Session session, AuthorityChange.CertificateRevoked revoked) throws SQLException {
        IssuedCertificate certificate = revoked.certificate();
        byte[] authority = UuidBytes.of(certificate.authorityId());
        boolean first = session.update(
                        REVOKE,
                        UuidBytes.of(certificate.certificateId()),
                        authority,
                        revoked.issuerKey(),
                        certificate.serial().toByteArray(),
                        certificate.notAfter().toEpochMilli(),
                        revoked.revocation().at().toEpochMilli(),
                        revoked.revocation().reason().wireName())
                == 1;
        if (first) {
            session.update(COUNT_REVOKED, (Object) authority);
        }
        return first;
    }

    /** Whether the list is the next of its authority. */
    static boolean sign(Session session, AuthorityChange.RevocationListSigned signed) throws SQLException {
        Signed list = signed.list();
        return session.update(
                        SIGN,
                        UuidBytes.of(signed.authorityId()),
                        list.number(),
                        list.covered(),
                        list.list(),
                        list.signedAt().toEpochMilli(),
                        list.nextUpdate().toEpochMilli())
                == 1;
    }
}
