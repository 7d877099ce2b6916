package io.keywright.core.lifecycle;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnusableKeyException;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.crypto.UsableKey;
import io.keywright.core.tenant.Lease;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.ledger.digest.Sha256;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.WrappedSecret;
import io.keywright.model.pem.PemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Closes key material under the tenant's root and opens it again. The binding ties each blob to tenant, environment,
 * plane, key id, type and usage, so that a blob moved to another row does not open. Calls may block.
 */
public final class KeyVault {

    private final TenantRoots roots;
    private final CryptoEngine engine;

    public KeyVault(TenantRoots roots, CryptoEngine engine) {
        this.roots = roots;
        this.engine = engine;
    }

    /** Wraps the material of a new key; the caller's tenant gets a root if it has none. */
    public WrappedSecret close(Caller caller, KeyMetadata key, SecretBytes material) {
        return roots.wrap(caller, key.scope().tenantId(), material, binding(key));
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
            TenantRoots.Opened opened = roots.open(key.scope().tenantId(), wrapped, binding(key));
            try (SecretBytes material = opened.secret()) {
                UsableKey usable = engine.load(key.keyType(), material, PublicKeyText.read(key.publicKey()));
                return new Opened(usable, opened.lease());
            }
        } catch (UnwrapException | UnusableKeyException | PemException e) {
            throw notWhole(key, e);
        }
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
     * Passes if the blob belongs to the key as {@code key} describes it, public key included.
     *
     * @throws KeywrightException DEPENDENCY_UNAVAILABLE if not
     */
    public void check(KeyMetadata key, WrappedSecret wrapped) {
        try {
            roots.unwrap(key.scope().tenantId(), wrapped, binding(key)).close();
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

    private static Binding binding(KeyMetadata key) {
        return Binding.of(key.scope(), key.keyId().toString(), purpose(key));
    }

    /** All that may never change about a key: type, usages and the digest of its public key. */
    private static String purpose(KeyMetadata key) {
        String usages = key.keyUsage().stream().sorted().map(KeyUsage::wireName).collect(Collectors.joining(","));
        return key.keyType().wireName() + ";" + usages + ";" + digest(key.publicKey());
    }

    private static String digest(String text) {
        return Base64.getEncoder().encodeToString(Sha256.of(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
