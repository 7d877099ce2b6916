package io.keywright.providers.local;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.KeyWrap;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UnwrapException;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.Protection;
import java.nio.file.Path;

/**
 * Guards the root key in this process's memory. It wraps with AES-256-GCM ({@link KeyWrap}), the binding being
 * authenticated. Each call looks again at the file that the root came from: a root that its owner took away or replaced
 * is UNAVAILABLE at once, not at the next start. Cannot print its root. Safe from any thread.
 */
public final class LocalRootProvider implements RootProvider, AutoCloseable {

    private final RootSource source;
    private final SecretBytes root;
    private final KeyWrap keyWrap;

    private LocalRootProvider(RootSource source, CryptoProviders crypto) throws RootProviderException {
        this.source = source;
        this.root = source.load();
        this.keyWrap = new KeyWrap(crypto);
    }

    /**
     * A root key that stands in a file: one line, 32 bytes in Base64.
     *
     * @param createIfMissing makes one, readable by its owner only, if there is no file. Only ever right for a new
     *     installation: a new root does not open what the lost one wrapped.
     * @throws RootProviderException UNAVAILABLE if the file is missing or cannot be read or made; REFUSED if its group or
     *     others have access to it, or it holds no root key
     */
    public static LocalRootProvider ofFile(Path file, boolean createIfMissing, CryptoProviders crypto)
            throws RootProviderException {
        KeyFile source = new KeyFile(new PrivateFile(file));
        if (createIfMissing) {
            source.createIfMissing(crypto.random());
        }
        return new LocalRootProvider(source, crypto);
    }

    /**
     * A root key that is derived from a passphrase with PBKDF2. Takes some tenths of a second.
     *
     * @param saltFile keeps salt and iterations
     * @param passphrase at least 16 characters; copied, so that the caller can wipe it
     * @param createIfMissing makes a new salt if there is none, see {@link #ofFile}
     * @throws RootProviderException UNAVAILABLE if the salt file is missing or cannot be read or made; REFUSED if it is
     *     damaged, or the passphrase too short. A wrong passphrase shows only when something is unwrapped.
     */
    public static LocalRootProvider ofPassphrase(
            Path saltFile, char[] passphrase, boolean createIfMissing, CryptoProviders crypto)
            throws RootProviderException {
        Passphrase source = Passphrase.of(new PrivateFile(saltFile), passphrase);
        if (createIfMissing) {
            source.createIfMissing(crypto.random());
        }
        return new LocalRootProvider(source, crypto);
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Protection protection() {
        return Protection.SOFTWARE;
    }

    @Override
    public byte[] wrap(SecretBytes key, Binding binding) throws RootProviderException {
        source.checkInPlace(root);
        return keyWrap.wrap(root, key, binding);
    }

    @Override
    public SecretBytes unwrap(byte[] wrapped, Binding binding) throws RootProviderException {
        source.checkInPlace(root);
        try {
            return keyWrap.unwrap(root, wrapped, binding);
        } catch (UnwrapException e) {
            throw new RootProviderException(
                    Reason.REFUSED,
                    "The root key of " + source.file()
                            + " does not open this: another root or passphrase wrapped it, or it was altered.",
                    e);
        }
    }

    /** Wipes the root key; nothing works any more. */
    @Override
    public void close() {
        root.close();
    }

    @Override
    public String toString() {
        return "LocalRootProvider[" + source.getClass().getSimpleName() + "]";
    }
}
