package io.keywright.core.tenant;

import io.keywright.core.root.RootProviderException;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Wrapping;
import java.util.HashMap;
import java.util.Map;

/** What callers are told of roots that do not open. */
final class RootFaults {

    private RootFaults() {}

    /** For those who administer tenants, who may know what exactly is missing where. */
    static KeywrightException notWrapped(Wrapping wrapping, RootProviderException cause) {
        Map<String, Object> details = new HashMap<>();
        details.put("dependency", "root_provider");
        details.put("provider", wrapping.provider());
        details.put("reason", cause.reason().wireName());
        wrapping.key().key().ifPresent(key -> details.put("provider_key", key));
        cause.permission().ifPresent(permission -> details.put("permission", permission));
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "The root provider " + wrapping.provider() + " does not wrap the root and open it again ("
                        + cause.reason().wireName() + "); nothing was changed. See docs/setup/KMS_TROUBLESHOOTING.md.",
                details,
                cause);
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
