package io.keywright.core.tenant;

import io.keywright.core.root.RootProviderException;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.util.Map;

/** What callers are told of roots that do not open. */
final class RootFaults {

    private RootFaults() {}

    static KeywrightException unopened(String provider, RootProviderException cause) {
        return UnopenedRootException.asRefusal(new UnopenedRootException.Fault(provider, cause));
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
