package io.keywright.core.administration;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.journal.StoreException;
import io.keywright.core.tenant.CachePart;
import io.keywright.core.tenant.TenantStore;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Role;
import io.keywright.model.Tenant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows tenants to those who administer them. Calls may block. */
public final class TenantCatalogue {

    private static final int PAGE = 100;

    private final Authorizer authorizer;
    private final TenantStore store;

    public TenantCatalogue(Authorizer authorizer, TenantStore store) {
        this.authorizer = authorizer;
        this.store = store;
    }

    /** Tenants by their ids in order, see {@link TenantStore#tenants}. */
    public List<Tenant> list(Caller caller, @Nullable String after, int limit) {
        requireAdmin(caller);
        return page(after, limit);
    }

    /**
     * One of them.
     *
     * @throws KeywrightException KEY_NOT_FOUND if there is no such tenant
     */
    public Tenant get(Caller caller, String tenantId) {
        requireAdmin(caller);
        return find(tenantId).orElseThrow(TenantCatalogue::notFound);
    }

    /** The ids of tenants whose root may be opened by a provider that {@code part} includes, the first {@code limit}. */
    List<String> wrapped(CachePart part, int limit) {
        List<String> found = new ArrayList<>();
        List<Tenant> page = page(null, PAGE);
        while (!page.isEmpty() && found.size() < limit) {
            page.stream()
                    .filter(tenant -> isWrapped(tenant, part))
                    .map(Tenant::tenantId)
                    .forEach(found::add);
            page = page(page.getLast().tenantId(), PAGE);
        }
        return found.subList(0, Math.min(limit, found.size()));
    }

    private static boolean isWrapped(Tenant tenant, CachePart part) {
        return tenant.wrappings().stream().anyMatch(wrapping -> part.includesProvider(wrapping.provider()));
    }

    private List<Tenant> page(@Nullable String after, int limit) {
        try {
            return store.tenants(after, limit);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    void requireAdmin(Caller caller) {
        authorizer.require(caller, EnumSet.of(Role.PLATFORM_ADMIN));
    }

    Optional<Tenant> find(String tenantId) {
        try {
            return store.tenant(tenantId);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    static KeywrightException notFound() {
        return new KeywrightException(
                ErrorCode.KEY_NOT_FOUND,
                "There is no such tenant, or it has no root key yet; create it with POST /kms/v1/tenants.",
                Map.of("reason", "tenant_not_found"));
    }
}
