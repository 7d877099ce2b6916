package io.keywright.core.lifecycle;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnusableKeyException;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.distant.DistantKeys;
import io.keywright.core.distant.DistantReference;
import io.keywright.core.tenant.Lease;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.model.Caller;
import io.keywright.model.DistantKey;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import io.keywright.model.StoredKey;
import io.keywright.model.WrappedSecret;
import io.keywright.model.pem.PemException;
import java.util.Map;
import java.util.Optional;

/**
 * Closes key material under the tenant's root and opens it again. A blob that was moved to another row does not open, see
 * {@link KeyBinding}. Calls may block.
 */
public final class KeyVault {

    private final TenantRoots roots;
    private final CryptoEngine engine;
    private final DistantKeys distant;

    public KeyVault(TenantRoots roots, CryptoEngine engine, DistantKeys distant) {
        this.roots = roots;
        this.engine = engine;
        this.distant = distant;
    }

    /**
     * Wraps the material of a new key, or what stands for it, see {@link DistantReference}; the caller's tenant gets a root if
     * it has none.
     */
    public WrappedSecret close(Caller caller, KeyMetadata key, SecretBytes material) {
        return roots.wrap(caller, key.scope().tenantId(), material, KeyBinding.of(key));
    }

    /**
     * A key that was opened.
     *
     * @param lease for how long it may be used
     */
    public record Opened(UsableKey key, Lease lease) {}

    /**
     * Unwraps and parses a key.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if the blob does not belong to the key or was altered
     */
    public Opened open(KeyMetadata key, WrappedSecret wrapped) {
        try {
            TenantRoots.Opened opened = roots.open(key.scope().tenantId(), wrapped, KeyBinding.of(key));
            try (SecretBytes material = opened.secret()) {
                return new Opened(usable(key, material), opened.lease());
            }
        } catch (UnwrapException | UnusableKeyException | PemException e) {
            throw notWhole(key, e);
        }
    }

    private UsableKey usable(KeyMetadata key, SecretBytes material) throws PemException {
        byte[] publicKey = PublicKeyText.read(key.publicKey());
        return key.protection() == Protection.HSM
                ? distant.load(pair(key, material), key.keyType(), publicKey)
                : engine.load(key.keyType(), material, publicKey);
    }

    private static DistantKey pair(KeyMetadata key, SecretBytes reference) {
        return DistantReference.read(key.scope().tenantId(), reference)
                .orElseThrow(() -> notWhole(key, new IllegalStateException("no reference to a key pair")));
    }

    /**
     * The pair of a key whose private key a provider keeps; empty of any other.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE as of {@link #open}
     */
    Optional<DistantKey> pair(StoredKey stored) {
        KeyMetadata key = stored.metadata();
        return key.protection() == Protection.HSM
                ? stored.wrapped().map(wrapped -> {
                    try (SecretBytes reference = unwrapped(key, wrapped)) {
                        return pair(key, reference);
                    }
                })
                : Optional.empty();
    }

    /**
     * Parses the public key of a key pair, which can verify only, once it is known to be the pair's.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if the blob does not belong to the key, public key included
     */
    public UsableKey openPublic(KeyMetadata key, WrappedSecret wrapped) {
        check(key, wrapped);
        try {
            return engine.loadPublic(key.keyType(), PublicKeyText.read(key.publicKey()));
        } catch (UnusableKeyException | PemException e) {
            throw notWhole(key, e);
        }
    }

    /**
     * The material of a key that is kept here, in the form of {@link io.keywright.core.crypto.GeneratedKey#material()}, for the receiver to destroy.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if the blob does not belong to the key
     */
    public SecretBytes material(KeyMetadata key, WrappedSecret wrapped) {
        return unwrapped(key, wrapped);
    }

    /**
     * Passes if the blob belongs to the key as {@code key} describes it, public key included.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if not
     */
    public void check(KeyMetadata key, WrappedSecret wrapped) {
        unwrapped(key, wrapped).close();
    }

    private SecretBytes unwrapped(KeyMetadata key, WrappedSecret wrapped) {
        try {
            return roots.unwrap(key.scope().tenantId(), wrapped, KeyBinding.of(key));
        } catch (UnwrapException e) {
            throw notWhole(key, e);
        }
    }

    /** The refusal of a stored key that is not as it was made. */
    static KeywrightException notWhole(KeyMetadata key, Exception cause) {
        return new KeywrightException(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "The stored key failed its integrity check; ask the operator to restore the store.",
                Map.of(
                        "dependency",
                        "store",
                        "reason",
                        "key_integrity",
                        "key_id",
                        key.keyId().toString()),
                cause);
    }
}
