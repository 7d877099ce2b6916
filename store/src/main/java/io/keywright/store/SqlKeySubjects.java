package io.keywright.store;

import io.keywright.core.compliance.Subject;
import io.keywright.core.compliance.Subjects;
import io.keywright.core.journal.StoreException;
import io.keywright.model.CanonicalUuid;
import io.keywright.model.Operation;
import io.keywright.model.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keys that compliance looks at, with when they were used last as far as the ledger's index of spans tells: the end of the
 * latest span with a use, or now if that span is not full yet.
 */
final class SqlKeySubjects implements Subjects<Subject.OfKey> {

    private static final String USES = Arrays.stream(Operation.values())
            .filter(Operation::usesKey)
            .map(operation -> "'" + operation.receiptName() + "'")
            .collect(Collectors.joining(", ", "(SELECT id FROM operations WHERE name IN (", "))"));

    private static final String USED = """
            , k.environment, k.plane, t.tenant_id,
            (SELECT coalesce(s.latest, ?) FROM ledger_key_spans u LEFT JOIN ledger_spans s ON s.span = u.span
                WHERE u.tenant = k.tenant AND u.key_id = k.key_id AND u.operation IN %s
                ORDER BY u.span DESC LIMIT 1) AS used,
            (SELECT max(o.ts) FROM ledger_told_uses o WHERE o.tenant = k.tenant AND o.key_id = k.key_id) AS told
            FROM keys k JOIN key_lines l ON l.id = k.line JOIN tenants t ON t.id = k.tenant""".formatted(USES);
    private static final String SELECT =
            "SELECT " + KeyRow.METADATA + USED + KeyRow.TAGS + " WHERE k.key_state IN ('active', 'pending_rotation')";
    private static final String IN_ORDER = " ORDER BY k.tenant, k.environment, k.plane, k.key_id LIMIT ?";
    private static final String AFTER = """
             AND (k.tenant, k.environment, k.plane, k.key_id) > ((SELECT id FROM tenants WHERE tenant_id = ?), ?, ?, ?)""";
    private static final String ONE = """
             AND k.tenant = (SELECT id FROM tenants WHERE tenant_id = ?) AND k.environment = ? AND k.plane = ?
             AND k.key_id = ?""";

    private final Readers readers;
    private final TagRows tags;
    private final InstantSource clock;

    SqlKeySubjects(Readers readers, TagRows tags, InstantSource clock) {
        this.readers = readers;
        this.tags = tags;
        this.clock = clock;
    }

    @Override
    public List<Subject.OfKey> page(Optional<Subject.OfKey> after, int limit) throws StoreException {
        if (after.isEmpty()) {
            return readers.read(session -> session.list(SELECT + IN_ORDER, this::subject, clock.millis(), limit));
        }
        Subject.OfKey last = after.get();
        return readers.read(session -> session.list(
                SELECT + AFTER + IN_ORDER,
                this::subject,
                clock.millis(),
                last.scope().tenantId(),
                last.scope().environment().wireName(),
                last.scope().plane().wireName(),
                UuidBytes.of(last.key().keyId()),
                limit));
    }

    @Override
    public Optional<Subject.OfKey> find(Scope scope, String name) throws StoreException {
        return readers.read(session -> session.find(
                SELECT + ONE,
                this::subject,
                clock.millis(),
                scope.tenantId(),
                scope.environment().wireName(),
                scope.plane().wireName(),
                UuidBytes.of(CanonicalUuid.parse(name))));
    }

    private Subject.OfKey subject(ResultSet row) throws SQLException {
        long latest = Math.max(row.getLong("used"), row.getLong("told"));
        return new Subject.OfKey(
                KeyRow.checked(tags, SqlKeyStore.scope(row), row),
                latest == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(latest)));
    }
}
