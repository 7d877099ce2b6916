package io.keywright.core.root;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.KeyWrap;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import java.util.EnumSet;
import java.util.Set;

/**
 * A provider's key as core uses it: believes nothing that an adapter answers. The provider wraps a fresh key, and that one
 * wraps the secret here ({@link KeyWrap}), so that secrets of any length are bound and authenticated alike, whatever the
 * provider can do; see {@link Envelope}. Nothing that was wrapped leaves before the provider has opened it again. Calls may
 * block until the deadline. Safe from any thread.
 */
public final class RootKey {

    /** What a provider may make of 32 bytes. */
    public static final int MOST_BLOB_BYTES = 8192;

    private static final int KEY_BYTES = 32;
    private static final Set<Capability> NEEDED_WITHOUT_ENVELOPE =
            EnumSet.of(Capability.BINDS, Capability.AUTHENTICATES);

    private final RootProvider provider;
    private final ProviderKey key;
    private final CryptoProviders crypto;
    private final KeyWrap keyWrap;

    RootKey(RootProvider provider, ProviderKey key, CryptoProviders crypto) {
        this.provider = provider;
        this.key = key;
        this.crypto = crypto;
        this.keyWrap = new KeyWrap(crypto);
    }

    /** One of {@code provider}'s keys. Reaches for nothing yet. */
    public static RootKey open(RootProvider provider, ProviderKeyReference reference, CryptoProviders crypto)
            throws RootProviderException {
        return new RootKey(provider, provider.open(reference), crypto);
    }

    /** The provider's name. */
    public String provider() {
        return provider.name();
    }

    /** What the provider says of the key. */
    public ProviderKey.Description describe(Deadline deadline) throws RootProviderException {
        return answered(() -> key.describe(deadline));
    }

    /**
     * Wraps {@code secret}.
     *
     * @return what only {@link #unwrap} of this key and binding opens, as it just did
     */
    public byte[] wrap(SecretBytes secret, Binding binding, Deadline deadline) throws RootProviderException {
        byte[] random = new byte[KEY_BYTES];
        crypto.random().nextBytes(random);
        try (SecretBytes wrappingKey = SecretBytes.own(random)) {
            byte[] wrapped = answered(() -> key.wrap(wrappingKey, binding, deadline));
            requireOpens(wrapped, wrappingKey, binding, deadline);
            return new Envelope(wrapped, keyWrap.wrap(wrappingKey, secret, binding)).bytes();
        }
    }

    private void requireOpens(byte[] wrapped, SecretBytes wrappingKey, Binding binding, Deadline deadline)
            throws RootProviderException {
        if (wrapped.length == 0 || wrapped.length > MOST_BLOB_BYTES) {
            throw unbelievable("answered a wrap of " + wrapped.length + " bytes");
        }
        try (SecretBytes opened = answered(() -> key.unwrap(wrapped, binding, deadline))) {
            if (!opened.equals(wrappingKey)) {
                throw unbelievable("opens what it wrapped as something else");
            }
        }
    }

    /**
     * Opens what {@link #wrap} made, now or in an earlier version of this service.
     *
     * @throws RootProviderException ALTERED or CONTEXT_MISMATCH if blob, binding and key do not belong together
     */
    public SecretBytes unwrap(byte[] blob, Binding binding, Deadline deadline) throws RootProviderException {
        if (Envelope.precededBy(blob) && provider.capabilities().containsAll(NEEDED_WITHOUT_ENVELOPE)) {
            return answered(() -> key.unwrap(blob, binding, deadline));
        }
        Envelope envelope = Envelope.parse(blob).orElseThrow(this::altered);
        try (SecretBytes wrappingKey = answered(() -> key.unwrap(envelope.wrappedKey(), binding, deadline))) {
            if (wrappingKey.size() != KEY_BYTES) {
                throw altered();
            }
            return keyWrap.unwrap(wrappingKey, envelope.wrappedSecret(), binding);
        } catch (UnwrapException e) {
            throw altered();
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws RootProviderException;
    }

    /** What an adapter throws besides what it may is its fault, and not the caller's. */
    private <T> T answered(Call<T> call) throws RootProviderException {
        try {
            return call.run();
        } catch (RuntimeException e) {
            throw new RootProviderException(
                    Reason.UNKNOWN, "The root provider " + provider() + " failed as its adapter does not expect.", e);
        }
    }

    private RootProviderException altered() {
        return new RootProviderException(
                Reason.ALTERED,
                "The root provider " + provider() + " does not open this: another key wrapped it, or it was altered.");
    }

    private RootProviderException unbelievable(String what) {
        return new RootProviderException(Reason.ALTERED, "The root provider " + provider() + " " + what + ".");
    }
}
