package io.keywright.core.administration;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.model.Caller;
import io.keywright.model.Scope;
import io.keywright.model.WrappedSecret;
import java.util.List;
import java.util.Optional;

/** Tries a tenant's root as requests use it: from memory, once it is there. Blocks. */
record HeldRootCheck(TenantRoots roots, CryptoProviders crypto) {

    private static final Binding BINDING = Binding.of(Scope.OF_ALL, "held", "root-validation");
    private static final int BYTES = 32;

    /** Skipped unless one of the {@code others} has shown that a provider opens the root. */
    List<ValidationCheck> of(String tenantId, List<ValidationCheck> others) {
        Optional<String> retrievable = Optional.of(tenantId)
                .filter(it -> others.stream().anyMatch(check -> check.passes(KeyChecks.RETRIEVE_UNCACHED)));
        CheckRun loading = new CheckRun(Optional.empty(), Optional.empty());
        Optional<WrappedSecret> wrapped = loading.check(KeyChecks.RETRIEVE_CACHED, retrievable, this::wrap);
        if (wrapped.isEmpty()) {
            return loading.checks();
        }
        CheckRun held = new CheckRun(Optional.empty(), Optional.empty());
        held.check(KeyChecks.RETRIEVE_CACHED, wrapped, it -> opened(tenantId, it));
        return held.checks();
    }

    private WrappedSecret wrap(String tenantId) {
        byte[] random = new byte[BYTES];
        crypto.random().nextBytes(random);
        try (SecretBytes secret = SecretBytes.own(random)) {
            return roots.wrap(Caller.SERVICE, tenantId, secret, BINDING);
        }
    }

    private String opened(String tenantId, WrappedSecret wrapped) {
        roots.unwrap(tenantId, wrapped, BINDING).close();
        return tenantId;
    }
}
