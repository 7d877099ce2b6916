package io.keywright.server.rest.tenants;

import io.keywright.core.ledger.Recorded;
import io.keywright.model.RootRefusal;
import io.keywright.model.Tenant;
import io.keywright.model.Wrapping;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What calls about tenants answer. */
final class TenantAnswers {

    private TenantAnswers() {}

    /** @param key the tenant's own; absent if it is the one that the provider is configured with */
    @Schema(name = "TenantWrapping")
    record WrappingAnswer(
            UUID wrappingId,
            String provider,
            @Nullable String key,
            @Nullable String role,
            int preference) {

        static WrappingAnswer of(Wrapping wrapping) {
            return new WrappingAnswer(
                    wrapping.wrappingId(),
                    wrapping.provider(),
                    wrapping.key().key().orElse(null),
                    wrapping.key().role().orElse(null),
                    wrapping.preference());
        }
    }

    /**
     * @param state {@code ready}; {@code off} if every provider refuses to open it
     * @param reason why it is off
     * @param since since when
     * @param wrappings in the order in which they are tried; any one that opens is enough
     */
    @Schema(name = "TenantRoot")
    record RootAnswer(
            String state, @Nullable String reason, @Nullable Instant since, List<WrappingAnswer> wrappings) {

        static RootAnswer of(Tenant tenant) {
            return new RootAnswer(
                    tenant.refusal().isPresent() ? "off" : "ready",
                    tenant.refusal().map(RootRefusal::reason).orElse(null),
                    tenant.refusal().map(RootRefusal::refusedAt).orElse(null),
                    tenant.wrappings().stream().map(WrappingAnswer::of).toList());
        }
    }

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
            @Nullable UUID receiptId) {

        static TenantAnswer of(Recorded<Tenant> changed) {
            return of(changed.value(), changed.receiptId());
        }

        static TenantAnswer of(Tenant tenant) {
            return of(tenant, null);
        }

        private static TenantAnswer of(Tenant tenant, @Nullable UUID receiptId) {
            return new TenantAnswer(
                    tenant.tenantId(),
                    tenant.name().orElse(null),
                    tenant.createdAt(),
                    RootAnswer.of(tenant),
                    receiptId);
        }
    }

    /** @param nextPageToken what to send as {@code page_token} for more; absent on the last page */
    record TenantListAnswer(
            List<TenantAnswer> tenants, @Nullable String nextPageToken) {
        static TenantListAnswer of(List<Tenant> page, int limit) {
            String next = page.size() < limit ? null : page.getLast().tenantId();
            return new TenantListAnswer(page.stream().map(TenantAnswer::of).toList(), next);
        }
    }
}
