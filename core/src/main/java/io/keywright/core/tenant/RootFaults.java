package io.keywright.core.tenant;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.tenant.UnopenedRootException.Fault;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Wrapping;
import java.util.List;
import java.util.Map;

/** What callers are told of roots that do not open. */
final class RootFaults {

    private RootFaults() {}

    /** Nothing was wrapped, and so nothing is changed. */
    static KeywrightException notWrapped(String tenantId, Wrapping wrapping, RootProviderException cause) {
        return new UnopenedRootException(tenantId, List.of(new Fault(wrapping, cause)))
                .asRefusal("The root provider " + wrapping.provider() + " does not wrap the root and open it again ("
                        + cause.reason().wireName() + "); nothing was changed.");
    }

    /** A root that was made is never made again: a new one would not open what lies under the lost one. */
    static KeywrightException lost() {
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "The tenant's stored root key is gone; ask the operator to restore the store.",
                Map.of("dependency", "store", "reason", "root_missing"),
                new IllegalStateException("a tenant's root was made, and is not in the store"));
    }
}
