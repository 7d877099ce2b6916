package io.keywright.store;

import io.keywright.core.change.AuthorityChange;
import io.keywright.core.row.Rows;
import io.keywright.core.row.RulesJson;
import io.keywright.model.Authority;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.RowKind;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A certificate authority as a row, and the certificates above its own as rows of another table. */
final class AuthorityRow {

    static final String SELECT = "SELECT t.tenant_id, a.*, " + TagRows.columns("rt")
            + " FROM authorities a JOIN tenants t ON t.id = a.tenant"
            + TagRows.join(RowKind.AUTHORITY, "a.authority_id", "rt");

    private static final String CHAIN =
            "SELECT certificate FROM authority_chains WHERE authority_id = ? ORDER BY place";
    private static final String COUNT =
            "SELECT count(*) FROM authorities WHERE tenant = ? AND environment = ? AND plane = ?";
    private static final String INSERT = """
            INSERT INTO authorities
            (authority_id, tenant, environment, plane, name, key_id, parent_id, rules, request, certificate,
                created_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String CHANGE =
            "UPDATE authorities SET rules = ?, certificate = ?, version = ? WHERE authority_id = ? AND version = ?";
    private static final String UNCHAIN = "DELETE FROM authority_chains WHERE authority_id = ?";
    private static final String LINK =
            "INSERT INTO authority_chains (authority_id, place, certificate) VALUES (?, ?, ?)";
    private static final String IS_OF_VERSION = "SELECT 1 FROM authorities WHERE authority_id = ? AND version = ?";

    private AuthorityRow() {}

    /** An authority, once its tag was checked. */
    static Authority checked(Session session, TagRows tags, ResultSet row) throws SQLException {
        Authority authority = read(session, row);
        tags.check(Rows.of(authority), row, "rt");
        return authority;
    }

    /** @throws SQLException also if the row holds what this code does not know */
    static Authority read(Session session, ResultSet row) throws SQLException {
        byte[] id = row.getBytes("authority_id");
        try {
            return new Authority(
                    UuidBytes.read(id),
                    new Scope(
                            row.getString("tenant_id"),
                            WireName.parse(Environment.class, row.getString("environment")),
                            WireName.parse(Plane.class, row.getString("plane"))),
                    row.getString("name"),
                    UuidBytes.read(row.getBytes("key_id")),
                    UuidBytes.readNullable(row.getBytes("parent_id")),
                    RulesJson.read(row.getString("rules")),
                    Optional.ofNullable(row.getBytes("request")),
                    Optional.ofNullable(row.getBytes("certificate")),
                    session.list(CHAIN, link -> link.getBytes(1), (Object) id),
                    Instant.ofEpochMilli(row.getLong("created_at")),
                    row.getInt("version"));
        } catch (IllegalArgumentException e) {
            throw new SQLException("an authority's row is damaged, or was written by a newer version", e);
        }
    }

    /** Whether its scope has fewer than it may have. */
    static boolean hasRoom(Session session, long tenant, AuthorityChange.Created created) throws SQLException {
        Scope scope = created.authority().scope();
        int present = session.find(
                        COUNT,
                        row -> row.getInt(1),
                        tenant,
                        scope.environment().wireName(),
                        scope.plane().wireName())
                .orElse(0);
        return present < created.most();
    }

    static void insert(Session session, long tenant, Authority authority) throws SQLException {
        session.update(
                INSERT,
                UuidBytes.of(authority.authorityId()),
                tenant,
                authority.scope().environment().wireName(),
                authority.scope().plane().wireName(),
                authority.name(),
                UuidBytes.of(authority.keyId()),
                UuidBytes.ofNullable(authority.parentId()),
                RulesJson.write(authority.rules()),
                authority.request().orElse(null),
                authority.certificate().orElse(null),
                authority.createdAt().toEpochMilli(),
                authority.version());
        link(session, authority);
    }

    /** Whether the authority was there, in the version before. */
    static boolean change(Session session, Authority authority) throws SQLException {
        boolean changed = session.update(
                        CHANGE,
                        RulesJson.write(authority.rules()),
                        authority.certificate().orElse(null),
                        authority.version(),
                        UuidBytes.of(authority.authorityId()),
                        authority.version() - 1)
                == 1;
        if (changed) {
            session.update(UNCHAIN, (Object) UuidBytes.of(authority.authorityId()));
            link(session, authority);
        }
        return changed;
    }

    private static void link(Session session, Authority authority) throws SQLException {
        List<byte[]> chain = authority.chain();
        for (int place = 0; place < chain.size(); place++) {
            session.update(LINK, UuidBytes.of(authority.authorityId()), place, chain.get(place));
        }
    }

    static boolean isOfVersion(Session session, byte[] authorityId, int version) throws SQLException {
        return session.find(IS_OF_VERSION, row -> true, authorityId, version).isPresent();
    }
}
