package io.keywright.core.acme;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import io.keywright.model.WrappedSecret;
import io.keywright.model.acme.AcmeCredential;
import java.util.Map;
import java.util.UUID;

/**
 * The MAC keys of credentials: made here, shown once, and kept under the tenant's root key, tied to the credential. Calls may
 * block.
 */
public final class AcmeSecrets {

    private static final int BYTES = 32;

    private final TenantRoots roots;
    private final CryptoProviders crypto;

    public AcmeSecrets(TenantRoots roots, CryptoProviders crypto) {
        this.roots = roots;
        this.crypto = crypto;
    }

    /** 32 random bytes. */
    SecretBytes make() {
        byte[] bytes = new byte[BYTES];
        crypto.random().nextBytes(bytes);
        return SecretBytes.own(bytes);
    }

    WrappedSecret wrap(Caller caller, Scope scope, UUID credentialId, SecretBytes secret) {
        return roots.wrap(caller, scope.tenantId(), secret, binding(scope, credentialId));
    }

    /**
     * The MAC key of a credential, to be destroyed after use.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if it does not open
     */
    SecretBytes open(AcmeCredential credential) {
        Scope scope = credential.scope();
        try {
            return roots.unwrap(scope.tenantId(), credential.secret(), binding(scope, credential.credentialId()));
        } catch (UnwrapException e) {
            throw new KeywrightException(
                    ErrorCode.DEPENDENCY_UNAVAILABLE,
                    "The credential's stored secret failed its integrity check; ask the operator to restore the store.",
                    Map.of("dependency", "store", "reason", "secret_integrity"),
                    e);
        }
    }

    /** What a credential's MAC key is bound to. */
    public static Binding binding(Scope scope, UUID credentialId) {
        return Binding.of(scope, credentialId.toString(), "acme-credential");
    }
}
