package io.keywright.core.compliance;

import io.keywright.core.journal.StoreException;
import io.keywright.core.tenant.TenantStore;
import io.keywright.model.Scope;
import java.util.List;
import java.util.Optional;

/** Tenants that have a root. */
public record TenantSubjects(TenantStore store) implements Subjects<Subject.OfTenant> {

    @Override
    public List<Subject.OfTenant> page(Optional<Subject.OfTenant> after, int limit) throws StoreException {
        return store.tenants(after.map(Subject.OfTenant::name).orElse(null), limit).stream()
                .map(Subject.OfTenant::new)
                .toList();
    }

    @Override
    public Optional<Subject.OfTenant> find(Scope scope, String name) throws StoreException {
        return store.tenant(name).map(Subject.OfTenant::new);
    }
}
