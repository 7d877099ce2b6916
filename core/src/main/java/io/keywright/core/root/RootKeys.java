package io.keywright.core.root;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opens keys of the providers that the operator has configured. There is no fallback from one to another. */
public final class RootKeys {

    private final Map<String, RootProvider> providers;
    private final RootProvider ofInstallation;
    private final CryptoProviders crypto;

    /** @param ofInstallation guards what is no tenant's, and the roots of tenants that have no provider of their own */
    public RootKeys(CryptoProviders crypto, RootProvider ofInstallation, RootProvider... others) {
        this.ofInstallation = ofInstallation;
        this.providers = Stream.concat(Stream.of(ofInstallation), Stream.of(others))
                .collect(Collectors.toUnmodifiableMap(RootProvider::name, provider -> provider));
        this.crypto = crypto;
    }

    /** The name of the installation's own provider. */
    public String provider() {
        return ofInstallation.name();
    }

    /** The names of all, in order. */
    public List<String> names() {
        return providers.keySet().stream().sorted().toList();
    }

    /** The key that what is no tenant's is wrapped under from now on. */
    public RootKey ofInstallation() throws RootProviderException {
        return RootKey.open(ofInstallation, ProviderKeyReference.DEFAULT, crypto);
    }

    /**
     * A key of the provider of that name.
     *
     * @throws RootProviderException PROVIDER_NOT_CONFIGURED if there is none
     */
    public RootKey open(String provider, ProviderKeyReference reference) throws RootProviderException {
        RootProvider named = providers.get(provider);
        if (named == null) {
            throw new RootProviderException(
                    Reason.PROVIDER_NOT_CONFIGURED,
                    "There is no root provider '" + provider + "', which wrapped this. Configure it again.");
        }
        return RootKey.open(named, reference, crypto);
    }
}
