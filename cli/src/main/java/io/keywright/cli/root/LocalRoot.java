package io.keywright.cli.root;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.RootProviderException;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.providers.local.PassphraseFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A root of the {@code local} provider as it lies on disk: a file with a key, or one with a salt and the passphrase elsewhere.
 *
 * @param file with the key or the salt
 * @param passphrase the file with the passphrase, if there is one
 */
record LocalRoot(Path file, Optional<Path> passphrase) {

    private static final String NAME = "local";
    private static final String SALT = ".salt";
    private static final String NEXT = ".next";

    /** The one that a service uses, by {@code keywright.providers.local.file}. */
    static LocalRoot of(Path keyFile, Optional<Path> passphrase) {
        return new LocalRoot(passphrase.isPresent() ? beside(keyFile, SALT) : keyFile, passphrase);
    }

    /** The same in the place where it stays until everything lies under it. */
    LocalRoot prepared() {
        return new LocalRoot(beside(file, NEXT), passphrase);
    }

    /** Opens it; made first if it is not there and {@code make} says so. */
    LocalRootProvider open(boolean make) throws RootProviderException {
        CryptoProviders crypto = CryptoProviders.jdk();
        if (passphrase.isEmpty()) {
            return LocalRootProvider.ofFile(NAME, file, make, crypto);
        }
        char[] words = PassphraseFile.read(passphrase.get());
        try {
            return LocalRootProvider.ofPassphrase(NAME, file, words, make, crypto);
        } finally {
            Arrays.fill(words, '\0');
        }
    }

    static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
