package io.keywright.core.administration;

import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which keys are validated: those that are configured, and no other that a request could name. */
record ValidatedKeys(List<RootProvider> providers) {

    /** @throws KeywrightException INVALID_REQUEST if there is no such provider, or the tenant's root is not wrapped there */
    List<ValidatedKey> of(Optional<String> provider, Optional<Tenant> tenant) {
        if (tenant.isPresent()) {
            return of(tenant.get(), provider);
        }
        if (provider.isPresent()) {
            return List.of(ValidatedKey.ownOf(known(provider.get())));
        }
        return providers.stream()
                .filter(ValidatedKeys::hasOwnKey)
                .map(RootProvider::name)
                .map(ValidatedKey::ownOf)
                .toList();
    }

    private static List<ValidatedKey> of(Tenant tenant, Optional<String> provider) {
        List<ValidatedKey> keys = tenant.wrappings().stream()
                .filter(wrapping -> provider.isEmpty() || wrapping.provider().equals(provider.get()))
                .map(wrapping -> ValidatedKey.of(tenant.tenantId(), wrapping))
                .toList();
        if (keys.isEmpty()) {
            throw bad("The tenant's root is not wrapped there; GET /kms/v1/tenants/{tenant_id} shows where it is.");
        }
        return keys;
    }

    private String known(String provider) {
        if (providers.stream().noneMatch(it -> it.name().equals(provider))) {
            throw bad("There is no root provider of that name; there are "
                    + providers.stream().map(RootProvider::name).sorted().collect(Collectors.joining(", ")) + ".");
        }
        return provider;
    }

    private static boolean hasOwnKey(RootProvider provider) {
        try {
            provider.open(ProviderKeyReference.DEFAULT);
            return true;
        } catch (RootProviderException e) {
            return false;
        }
    }

    private static KeywrightException bad(String advice) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("member", "provider"));
    }
}
