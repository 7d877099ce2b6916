package io.keywright.store;

import io.keywright.core.authorization.Reach;
import io.keywright.core.compliance.FindingStore;
import io.keywright.core.journal.StoreException;
import io.keywright.model.ComplianceCheck;
import io.keywright.model.ComplianceFinding;
import io.keywright.model.SubjectType;
import io.keywright.model.WireName;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Open findings as rows. */
final class SqlFindingStore implements FindingStore {

    private static final String IS_OPEN = "SELECT 1 FROM compliance_findings WHERE finding_id = ?";
    private static final String SELECT = "SELECT " + FindingRow.COLUMNS + " FROM compliance_findings f WHERE 1 = 1";
    private static final String COUNTS = "SELECT check_name, count(*) FROM compliance_findings GROUP BY check_name";

    private final Readers readers;

    SqlFindingStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Set<UUID> open(Collection<UUID> ids) throws StoreException {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return readers.snapshot(session -> {
            Set<UUID> open = new HashSet<>();
            for (UUID id : ids) {
                if (session.find(IS_OPEN, row -> true, UuidBytes.of(id)).isPresent()) {
                    open.add(id);
                }
            }
            return open;
        });
    }

    @Override
    public List<ComplianceFinding> findings(Filter filter, @Nullable UUID after, int limit) throws StoreException {
        Query query = new Query(SELECT)
                .and("f.check_name = ?", name(filter.check()))
                .and("f.severity = ?", name(filter.severity()))
                .and("f.subject_type = ?", name(filter.subjectType()))
                .and("f.finding_id > ?", UuidBytes.ofNullable(after));
        filter.reach().ifPresent(reach -> within(query, reach));
        query.then("ORDER BY f.finding_id LIMIT ?", limit);
        return readers.read(session -> session.list(query.sql(), FindingRow::read, query.values()));
    }

    /** What is about a whole tenant has no environment and plane of its own. */
    private static void within(Query query, Reach reach) {
        String ofTenant = " OR f.subject_type = '" + SubjectType.TENANT.wireName() + "')";
        query.and("f.tenant_id = ?", reach.tenantId())
                .and("(f.environment = ?" + ofTenant, name(reach.environment()))
                .and("(f.plane = ?" + ofTenant, name(reach.plane()));
    }

    @Override
    public Map<ComplianceCheck, Long> counts() throws StoreException {
        return readers.read(session -> {
            Map<ComplianceCheck, Long> counts = new EnumMap<>(ComplianceCheck.class);
            session.list(COUNTS, row -> Map.entry(row.getString(1), row.getLong(2)))
                    .forEach(count ->
                            counts.put(WireName.parse(ComplianceCheck.class, count.getKey()), count.getValue()));
            return counts;
        });
    }

    private static @Nullable String name(@Nullable WireName value) {
        return value == null ? null : value.wireName();
    }
}
