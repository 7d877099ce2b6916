package io.keywright.providers.azure;

import com.azure.security.keyvault.keys.cryptography.models.UnwrapResult;
import com.azure.security.keyvault.keys.cryptography.models.WrapResult;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** An RSA or AES key in a vault or Managed HSM. These know no additional data, so that the binding does not go along. */
final class AzureKey implements ProviderKey {

    private final KeyVault vault;
    private final KeyId id;

    AzureKey(KeyVault vault, KeyId id) {
        this.vault = vault;
        this.id = id;
    }

    @Override
    public Description describe(Deadline deadline) throws RootProviderException {
        return new Description(id.toString(), usable(deadline).version());
    }

    private record Usable(String version, WrapAlgorithm algorithm) {}

    /** The version that wraps now, if it may. */
    private Usable usable(Deadline deadline) throws RootProviderException {
        AzureFaults faults = new AzureFaults(AzurePermission.GET, id);
        KeyVaultKey key = vault.get(id, deadline);
        String version = id.versionOf(key.getId())
                .orElseThrow(() -> faults.unbelievable("described another key than it was asked for"));
        WrapAlgorithm algorithm =
                WrapAlgorithm.of(key.getKeyType()).orElseThrow(() -> faults.because(Reason.WRONG_KEY_TYPE));
        OffsetDateTime begins = key.getProperties().getNotBefore();
        OffsetDateTime ends = key.getProperties().getExpiresOn();
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        if (!Boolean.TRUE.equals(key.getProperties().isEnabled())
                || (begins != null && begins.isAfter(now))
                || (ends != null && ends.isBefore(now))) {
            throw faults.because(Reason.KEY_DISABLED);
        }
        return new Usable(version, algorithm);
    }

    @Override
    public byte[] wrap(SecretBytes key, Binding binding, Deadline deadline) throws RootProviderException {
        Usable now = usable(deadline);
        WrapResult answer =
                key.expose(bytes -> vault.wrap(id, now.version(), now.algorithm(), bytes.clone(), deadline));
        requireKey(answer.getKeyId(), now.version(), AzurePermission.WRAP);
        return new AzureBlob(now.algorithm(), now.version(), answer.getEncryptedKey()).bytes();
    }

    @Override
    public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
        AzureFaults faults = new AzureFaults(AzurePermission.UNWRAP, id);
        AzureBlob blob = AzureBlob.parse(wrapped).orElseThrow(() -> faults.because(Reason.ALTERED));
        try {
            UnwrapResult answer = vault.unwrap(id, blob, deadline);
            requireKey(answer.getKeyId(), blob.version(), AzurePermission.UNWRAP);
            return SecretBytes.own(answer.getKey());
        } catch (RootProviderException e) {
            if (e.reason() == Reason.KEY_NOT_FOUND) {
                vault.get(id, deadline);
                throw faults.because(Reason.ALTERED, e);
            }
            throw e;
        }
    }

    private void requireKey(String answered, String version, AzurePermission permission) throws RootProviderException {
        if (id.versionOf(answered).filter(version::equals).isEmpty()) {
            throw new AzureFaults(permission, id).unbelievable("answered with another key than it was asked to use");
        }
    }
}
