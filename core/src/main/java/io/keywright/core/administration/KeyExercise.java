package io.keywright.core.administration;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.KeyWrap;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Scope;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Uses a provider's key step by step, where {@link RootKey} does several at once, so that the step that fails is known. What
 * it wraps is a fresh key that belongs to nobody. Each call may block for 15 s, because the first one connects and logs in, and
 * not beyond the deadline.
 */
final class KeyExercise {

    private static final int KEY_BYTES = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String PURPOSE = "root-validation";
    private static final Binding RIGHT = Binding.of(Scope.OF_ALL, "right", PURPOSE);
    private static final Binding WRONG = Binding.of(Scope.OF_ALL, "wrong", PURPOSE);
    private static final Set<Reason> NOT_OPENED = EnumSet.of(Reason.ALTERED, Reason.CONTEXT_MISMATCH);

    /** A key that the provider has wrapped. */
    record Wrapped(SecretBytes secret, byte[] blob) {}

    private final String provider;
    private final boolean binds;
    private final ProviderKey key;
    private final RootKey whole;
    private final CryptoProviders crypto;
    private final Deadline deadline;

    KeyExercise(RootProvider provider, ProviderKeyReference reference, CryptoProviders crypto, Deadline deadline)
            throws RootProviderException {
        this.provider = provider.name();
        this.binds = provider.capabilities().contains(Capability.BINDS);
        this.key = provider.open(reference);
        this.whole = RootKey.open(provider, reference, crypto);
        this.crypto = crypto;
        this.deadline = deadline;
    }

    private Deadline within() {
        return deadline.within(PATIENCE);
    }

    /** The key's full name. */
    String describe() throws RootProviderException {
        return whole.describe(within()).id();
    }

    /** A fresh key of 32 bytes, for the receiver to destroy. */
    SecretBytes generate() {
        byte[] random = new byte[KEY_BYTES];
        crypto.random().nextBytes(random);
        return SecretBytes.own(random);
    }

    Wrapped wrap(SecretBytes secret) throws RootProviderException {
        byte[] blob = key.wrap(secret, RIGHT, within());
        if (blob.length == 0 || blob.length > RootKey.MOST_BLOB_BYTES) {
            throw new RootProviderException(
                    Reason.ALTERED, "The root provider " + provider + " answered a wrap of " + blob.length + " bytes.");
        }
        return new Wrapped(secret, blob);
    }

    /** Passes if the provider opens what it has wrapped. */
    Wrapped unwrap(Wrapped wrapped) throws RootProviderException {
        try (SecretBytes opened = key.unwrap(wrapped.blob(), RIGHT, within())) {
            if (!opened.equals(wrapped.secret())) {
                throw new RootProviderException(
                        Reason.ALTERED, "The root provider " + provider + " opens what it wrapped as something else.");
            }
            return wrapped;
        }
    }

    /** A fresh root as the provider opens it, after it was wrapped as tenants' roots are; for the receiver to destroy. */
    SecretBytes retrieve() throws RootProviderException {
        try (SecretBytes root = generate()) {
            return whole.unwrap(whole.wrap(root, RIGHT, within()), RIGHT, within());
        }
    }

    /** Passes if what is wrapped under {@code root} opens again, without the provider. */
    SecretBytes use(SecretBytes root) {
        KeyWrap keyWrap = new KeyWrap(crypto);
        try (SecretBytes secret = generate()) {
            keyWrap.unwrap(root, keyWrap.wrap(root, secret, RIGHT), RIGHT).close();
        }
        return root;
    }

    /** Passes if what is wrapped for one owner does not open for another: at a provider that binds, or else by us. */
    Wrapped refuseWrongContext(Wrapped wrapped) throws RootProviderException {
        boolean opens = binds
                ? opens(() -> key.unwrap(wrapped.blob(), WRONG, within()))
                : opens(() -> whole.unwrap(whole.wrap(wrapped.secret(), RIGHT, within()), WRONG, within()));
        if (opens) {
            throw new RootProviderException(
                    Reason.CONTEXT_MISMATCH,
                    "What the root provider " + provider + " wrapped for one owner opens for another.");
        }
        return wrapped;
    }

    @FunctionalInterface
    private interface Opening {
        SecretBytes run() throws RootProviderException;
    }

    private static boolean opens(Opening opening) throws RootProviderException {
        try {
            opening.run().close();
            return true;
        } catch (RootProviderException e) {
            if (NOT_OPENED.contains(e.reason())) {
                return false;
            }
            throw e;
        }
    }
}
