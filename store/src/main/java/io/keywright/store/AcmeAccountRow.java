package io.keywright.store;

import io.keywright.core.row.Rows;
import io.keywright.model.RowKind;
import io.keywright.model.acme.AcmeAccount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** An account of an ACME client as a row. */
final class AcmeAccountRow {

    static final String SELECT = "SELECT a.*, " + TagRows.columns("rt") + " FROM acme_accounts a"
            + TagRows.join(RowKind.ACME_ACCOUNT, "a.account_id", "rt");

    private static final String COUNTS =
            "SELECT 1 FROM acme_credentials WHERE credential_id = ? AND authority_id = ? AND revoked_at IS NULL";
    private static final String COUNT = "SELECT count(*) FROM acme_accounts WHERE credential_id = ?";
    private static final String INSERT = """
            INSERT INTO acme_accounts
            (account_id, authority_id, credential_id, jwk, thumbprint, deactivated, created_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String HAS_KEY =
            "SELECT 1 FROM acme_accounts WHERE authority_id = ? AND thumbprint = ? AND account_id <> ?";
    private static final String CHANGE =
            "UPDATE acme_accounts SET jwk = ?, thumbprint = ?, deactivated = ?, version = ?"
                    + " WHERE account_id = ? AND version = ?";

    private AcmeAccountRow() {}

    /** An account, once its tag was checked. */
    static AcmeAccount checked(TagRows tags, ResultSet row) throws SQLException {
        AcmeAccount account = read(row);
        tags.check(Rows.of(account), row, "rt");
        return account;
    }

    static AcmeAccount read(ResultSet row) throws SQLException {
        return new AcmeAccount(
                UuidBytes.read(row.getBytes("account_id")),
                UuidBytes.read(row.getBytes("authority_id")),
                UuidBytes.read(row.getBytes("credential_id")),
                row.getString("jwk"),
                row.getString("thumbprint"),
                row.getInt("deactivated") != 0,
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getInt("version"));
    }

    /** Whether its credential counted and had opened fewer than {@code most}, and its key was new to the authority. */
    static boolean insert(Session session, AcmeAccount account, int most) throws SQLException {
        byte[] credential = UuidBytes.of(account.credentialId());
        byte[] authority = UuidBytes.of(account.authorityId());
        boolean counts =
                session.find(COUNTS, row -> true, credential, authority).isPresent();
        int present =
                session.find(COUNT, row -> row.getInt(1), (Object) credential).orElse(0);
        return counts
                && present < most
                && session.update(
                                INSERT,
                                UuidBytes.of(account.accountId()),
                                authority,
                                credential,
                                account.key(),
                                account.thumbprint(),
                                account.deactivated() ? 1 : 0,
                                account.createdAt().toEpochMilli(),
                                account.version())
                        == 1;
    }

    /** Whether it was there in the version before, and no other of the authority has its key. */
    static boolean change(Session session, AcmeAccount account) throws SQLException {
        byte[] id = UuidBytes.of(account.accountId());
        boolean taken = session.find(
                        HAS_KEY, row -> true, UuidBytes.of(account.authorityId()), account.thumbprint(), id)
                .isPresent();
        return !taken
                && session.update(
                                CHANGE,
                                account.key(),
                                account.thumbprint(),
                                account.deactivated() ? 1 : 0,
                                account.version(),
                                id,
                                account.version() - 1)
                        == 1;
    }
}
