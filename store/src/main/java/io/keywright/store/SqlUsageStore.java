package io.keywright.store;

import io.keywright.core.journal.StoreException;
import io.keywright.core.quota.UsageStore;
import io.keywright.model.Scope;
import java.time.LocalDate;
import java.util.UUID;

/** Uses of keys as rows. */
final class SqlUsageStore implements UsageStore {

    private static final String OF_KEY =
            " tenant = (SELECT id FROM tenants WHERE tenant_id = ?) AND environment = ? AND plane = ? AND key_id = ?";
    private static final String USES = "SELECT uses FROM key_usage WHERE day = ? AND" + OF_KEY;
    private static final String ENCRYPTIONS = "SELECT encryptions FROM key_encryptions WHERE" + OF_KEY;

    private final Readers readers;

    SqlUsageStore(Readers readers) {
        this.readers = readers;
    }

    @Override
    public long used(Scope scope, UUID keyId, LocalDate day) throws StoreException {
        return readers.read(session -> session.find(
                        USES,
                        row -> row.getLong(1),
                        day.toEpochDay(),
                        scope.tenantId(),
                        scope.environment().wireName(),
                        scope.plane().wireName(),
                        UuidBytes.of(keyId)))
                .orElse(0L);
    }

    @Override
    public long encryptions(Scope scope, UUID keyId) throws StoreException {
        return readers.read(session -> session.find(
                        ENCRYPTIONS,
                        row -> row.getLong(1),
                        scope.tenantId(),
                        scope.environment().wireName(),
                        scope.plane().wireName(),
                        UuidBytes.of(keyId)))
                .orElse(0L);
    }
}
