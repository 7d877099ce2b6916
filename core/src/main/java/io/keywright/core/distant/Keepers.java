package io.keywright.core.distant;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import java.util.Map;

/**
 * The providers that keep key pairs.
 *
 * @param ofInstallation the name of the installation's own provider, which need not be one of them
 * @param pairs by the providers' names
 */
public record Keepers(String ofInstallation, Map<String, KeyPairs> pairs) {

    public Keepers {
        pairs = Map.copyOf(pairs);
    }

    boolean has(String provider) {
        return pairs.containsKey(provider);
    }

    /** @throws RootProviderException PROVIDER_NOT_CONFIGURED if there is no such keeper */
    KeyPairs of(String provider) throws RootProviderException {
        KeyPairs keeper = pairs.get(provider);
        if (keeper == null) {
            throw new RootProviderException(
                    Reason.PROVIDER_NOT_CONFIGURED,
                    "There is no provider '" + provider + "' that keeps key pairs, as one did. Configure it again.");
        }
        return keeper;
    }
}
