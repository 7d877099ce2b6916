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

    /** Each version is one more that the providers may have to open. */
    static KeywrightException tooMany(int most) {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The tenant's root has been rotated too often in short time; wait until old versions are retired, which"
                        + " GET /kms/v1/tenants/{tenant_id} shows.",
                Map.of("reason", "root_versions", "limit", most));
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
