package io.keywright.providers.local;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * Guards one root key in this process's memory. It comes from a file, or is derived from a passphrase. Cannot print it.
 * Safe from any thread.
 */
public final class LocalRootProvider implements RootProvider, AutoCloseable {

    private final String name;
    private final LocalKey key;

    private LocalRootProvider(String name, LocalKey key) {
        this.name = name;
        this.key = key;
    }

    /**
     * A root key that stands in a file: one line, 32 bytes in Base64.
     *
     * @param name the operator's name for it
     * @param createIfMissing makes one, readable by its owner only, if there is no file. Only ever right for a new
     *     installation: a new root does not open what the lost one wrapped.
     * @throws RootProviderException UNREACHABLE if the file is missing or cannot be read or made; BAD_CREDENTIALS if its
     *     group or others have access to it; WRONG_KEY_TYPE if it holds no root key
     */
    public static LocalRootProvider ofFile(String name, Path file, boolean createIfMissing, CryptoProviders crypto)
            throws RootProviderException {
        KeyFile source = new KeyFile(new PrivateFile(file));
        if (createIfMissing) {
            source.createIfMissing(crypto.random());
        }
        return new LocalRootProvider(name, new LocalKey(source, crypto));
    }

    /**
     * A root key that is derived from a passphrase with PBKDF2. Takes some tenths of a second.
     *
     * @param name the operator's name for it
     * @param saltFile keeps salt and iterations
     * @param passphrase at least 16 characters; copied, so that the caller can wipe it
     * @param createIfMissing makes a new salt if there is none, see {@link #ofFile}
     * @throws RootProviderException UNREACHABLE if the salt file is missing or cannot be read or made; WRONG_KEY_TYPE if it
     *     is damaged; BAD_CREDENTIALS if the passphrase is too short. A wrong passphrase shows only when something is
     *     unwrapped.
     */
    public static LocalRootProvider ofPassphrase(
            String name, Path saltFile, char[] passphrase, boolean createIfMissing, CryptoProviders crypto)
            throws RootProviderException {
        Passphrase source = Passphrase.of(new PrivateFile(saltFile), passphrase);
        if (createIfMissing) {
            source.createIfMissing(crypto.random());
        }
        return new LocalRootProvider(name, new LocalKey(source, crypto));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        if (!reference.equals(ProviderKeyReference.DEFAULT)) {
            throw new RootProviderException(
                    Reason.KEY_NOT_FOUND, "The root provider " + name + " has one key only, and no name for it.");
        }
        return key;
    }

    /** Wipes the root key; nothing works any more. */
    @Override
    public void close() {
        key.close();
    }

    @Override
    public String toString() {
        return "LocalRootProvider[" + name + ", " + key + "]";
    }
}
