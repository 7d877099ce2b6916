package io.keywright.store;

import io.keywright.core.authority.CertificateStore;
import io.keywright.core.journal.StoreException;
import io.keywright.ledger.digest.Sha256;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.KeyState;
import io.keywright.model.RevocationListState;
import io.keywright.model.RevocationListState.Signed;
import io.keywright.model.RevokedSerial;
import io.keywright.model.Scope;
import io.keywright.model.ShownCertificate;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Certificates that authorities issued, those that are revoked, and lists of these, as rows. */
final class SqlCertificateStore implements CertificateStore {

    private static final String IN_SCOPE =
            CertificateRow.SELECT + " WHERE t.tenant_id = ? AND c.environment = ? AND c.plane = ?";
    private static final String LIST =
            "SELECT revoked, number, covered, list, signed_at, next_update FROM revocation_lists WHERE authority_id = ?";

    private static final String DUE = """
            SELECT a.authority_id
            FROM authorities a
            JOIN keys k ON k.tenant = a.tenant AND k.environment = a.environment AND k.plane = a.plane AND k.key_id = a.key_id
            LEFT JOIN revocation_lists l ON l.authority_id = a.authority_id
            WHERE a.certificate IS NOT NULL AND k.key_state <> ?
                AND (l.list IS NULL OR l.covered <> l.revoked OR l.signed_at + (l.next_update - l.signed_at) / 2 <= ?)
            ORDER BY a.authority_id""";

    /** Rows of the database may make a circle: each is looked at once. */
    private static final String RENEWALS = """
            WITH RECURSIVE renewals (id) AS (
                SELECT certificate_id FROM certificates WHERE renewed_from = ?
                UNION SELECT n.certificate_id FROM certificates n JOIN renewals ON n.renewed_from = renewals.id)
            """ + CertificateRow.SELECT + """
             WHERE c.certificate_id IN (SELECT id FROM renewals) AND r.position IS NULL AND c.not_after > ?
            ORDER BY c.certificate_id LIMIT ?""";

    private final Readers readers;
    private final TagRows tags;

    SqlCertificateStore(Readers readers, TagRows tags) {
        this.readers = readers;
        this.tags = tags;
    }

    @Override
    public Optional<IssuedCertificate> certificate(Scope scope, UUID certificateId) throws StoreException {
        return readers.read(session -> session.find(
                IN_SCOPE + " AND c.certificate_id = ?",
                row -> CertificateRow.checked(tags, row),
                scope.tenantId(),
                scope.environment().wireName(),
                scope.plane().wireName(),
                UuidBytes.of(certificateId)));
    }

    @Override
    public Optional<IssuedCertificate> certificate(UUID authorityId, BigInteger serial) throws StoreException {
        return readers.read(session -> session.find(
                CertificateRow.SELECT + " WHERE c.authority_id = ? AND c.serial = ?",
                row -> CertificateRow.checked(tags, row),
                UuidBytes.of(authorityId),
                serial.toByteArray()));
    }

    /** Authorities are few, and each has an index by number. */
    @Override
    public Optional<IssuedCertificate> certificate(ShownCertificate shown) throws StoreException {
        List<IssuedCertificate> ofNumber = readers.read(session -> session.list(
                CertificateRow.SELECT
                        + " WHERE c.authority_id IN (SELECT authority_id FROM authorities) AND c.serial = ?",
                row -> CertificateRow.checked(tags, row),
                (Object) shown.serial().toByteArray()));
        return ofNumber.stream()
                .filter(it -> Sha256.hex(it.certificate()).equals(shown.sha256()))
                .findFirst();
    }

    @Override
    public List<IssuedCertificate> certificates(Scope scope, Filter filter, @Nullable UUID after, int limit)
            throws StoreException {
        Query query = new Query(IN_SCOPE)
                .with(scope.tenantId())
                .with(scope.environment().wireName())
                .with(scope.plane().wireName())
                .and("c.authority_id = ?", UuidBytes.ofNullable(filter.authorityId()))
                .and("c.module = ?", filter.module())
                .and(
                        "c.not_after <= ?",
                        filter.endsBefore() == null ? null : filter.endsBefore().toEpochMilli());
        if (filter.revoked() != null) {
            query.then(filter.revoked() ? "AND r.position IS NOT NULL" : "AND r.position IS NULL");
        }
        query.and("c.certificate_id > ?", UuidBytes.ofNullable(after)).then("ORDER BY c.certificate_id LIMIT ?", limit);
        return readers.read(
                session -> session.list(query.sql(), row -> CertificateRow.checked(tags, row), query.values()));
    }

    @Override
    public List<IssuedCertificate> renewals(UUID certificateId, Instant now, int limit) throws StoreException {
        return readers.read(session -> session.list(
                RENEWALS,
                row -> CertificateRow.checked(tags, row),
                UuidBytes.of(certificateId),
                now.toEpochMilli(),
                limit));
    }

    @Override
    public RevocationListState revocationList(UUID authorityId) throws StoreException {
        return readers.read(
                session -> session.find(LIST, SqlCertificateStore::state, (Object) UuidBytes.of(authorityId))
                        .orElse(RevocationListState.NONE));
    }

    @Override
    public List<UUID> dueLists(Instant now) throws StoreException {
        return readers.read(session -> session.list(
                DUE,
                row -> UuidBytes.read(row.getBytes("authority_id")),
                KeyState.DESTROYED.wireName(),
                now.toEpochMilli()));
    }

    private static RevocationListState state(ResultSet row) throws SQLException {
        byte[] list = row.getBytes("list");
        return new RevocationListState(
                row.getLong("revoked"),
                list == null
                        ? Optional.empty()
                        : Optional.of(new Signed(
                                row.getLong("number"),
                                row.getLong("covered"),
                                list,
                                Instant.ofEpochMilli(row.getLong("signed_at")),
                                Instant.ofEpochMilli(row.getLong("next_update")))));
    }

    @Override
    public List<RevokedSerial> revoked(UUID authorityId, Instant since) throws StoreException {
        return readers.read(session -> session.list(
                CertificateRow.REVOKED + " WHERE r.authority_id = ? AND r.not_after > ? ORDER BY r.position",
                row -> CertificateRow.revoked(tags, row),
                UuidBytes.of(authorityId),
                since.toEpochMilli()));
    }

    @Override
    public List<RevokedSerial> revokedBehind(long position, int limit) throws StoreException {
        return readers.read(session -> session.list(
                CertificateRow.REVOKED + " WHERE r.position > ? ORDER BY r.position LIMIT ?",
                row -> CertificateRow.revoked(tags, row),
                position,
                limit));
    }
}
