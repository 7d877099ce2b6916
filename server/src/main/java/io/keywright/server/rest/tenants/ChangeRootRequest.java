package io.keywright.server.rest.tenants;

import io.keywright.core.administration.WantedRoot;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.json.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's root is wrapped with from now on.
 *
 * @param tenantId the path's, which an approval needs
 * @param wrappings 1 to 8; what is left out is removed
 * @param giveUpOwnKey whether a provider's shared key may open it, where only keys of the tenant's own do; left out: no
 */
record ChangeRootRequest(
        @Nullable String tenantId,
        @Required List<WrappingBody> wrappings,
        @Nullable Boolean giveUpOwnKey,
        @Nullable String approvalToken)
        implements Approvable {

    WantedRoot wanted() {
        return new WantedRoot(WrappingBody.wanted(wrappings), Boolean.TRUE.equals(giveUpOwnKey));
    }
}
