package io.keywright.server.rest.tenants;

import io.keywright.core.administration.RootVersions;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.tenant.WrappingStandings;
import io.keywright.model.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What calls about tenants answer.
 *
 * @param standings how their roots do
 * @param versions which of their roots are in force
 */
record TenantAnswers(WrappingStandings standings, RootVersions versions) {

    /**
     * @param createdAt when its root was made
     * @param receiptId of the change that was made
     */
    @Schema(name = "Tenant")
    record TenantAnswer(
            String tenantId,
            @Nullable String name,
            Instant createdAt,
            RootAnswer root,
            @Nullable UUID receiptId) {}

    /** @param nextPageToken what to send as {@code page_token} for more; absent on the last page */
    record TenantListAnswer(
            List<TenantAnswer> tenants, @Nullable String nextPageToken) {}

    TenantAnswer of(Recorded<Tenant> changed) {
        return of(changed.value(), changed.receiptId());
    }

    TenantAnswer of(Tenant tenant) {
        return of(tenant, null);
    }

    /** The same with the versions of its root. */
    TenantAnswer detailed(Tenant tenant) {
        return of(tenant, RootAnswer.of(tenant, standings.of(tenant)).with(versions.of(tenant)), null);
    }

    private TenantAnswer of(Tenant tenant, @Nullable UUID receiptId) {
        return of(tenant, RootAnswer.of(tenant, standings.of(tenant)), receiptId);
    }

    private static TenantAnswer of(Tenant tenant, RootAnswer root, @Nullable UUID receiptId) {
        return new TenantAnswer(tenant.tenantId(), tenant.name().orElse(null), tenant.createdAt(), root, receiptId);
    }

    TenantListAnswer of(List<Tenant> page, int limit) {
        String next = page.size() < limit ? null : page.getLast().tenantId();
        return new TenantListAnswer(page.stream().map(this::of).toList(), next);
    }
}
