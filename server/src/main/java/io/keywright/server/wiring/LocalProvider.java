package io.keywright.server.wiring;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.providers.local.PassphraseFile;
import io.keywright.server.config.ProviderConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Makes a provider of type {@code local}: a root key in a file, or derived from a passphrase. */
final class LocalProvider {

    /** The file of a provider that names none, in the data folder. */
    static final String STANDARD_FILE = "root.key";

    private static final String SALT_SUFFIX = ".salt";

    private LocalProvider() {}

    /**
     * @param standard the file of one that names none
     * @param fresh whether it has wrapped nothing yet, so that a key may be made
     */
    static RootProvider create(
            String name, Optional<ProviderConfig> config, Path standard, boolean fresh, CryptoProviders crypto)
            throws RootProviderException {
        Path file = config.flatMap(ProviderConfig::file).orElse(standard);
        Optional<char[]> passphrase = passphrase(config);
        if (passphrase.isEmpty()) {
            return LocalRootProvider.ofFile(name, file, fresh, crypto);
        }
        try {
            return LocalRootProvider.ofPassphrase(name, saltFile(file), passphrase.get(), fresh, crypto);
        } finally {
            Arrays.fill(passphrase.get(), '\0');
        }
    }

    /** Whether there is one that names {@code file}: its key, or the salt beside it. */
    static boolean isThere(Path file) {
        return Files.exists(file) || Files.exists(saltFile(file));
    }

    /** Removes it from the disk. */
    static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(saltFile(file));
    }

    /** Where the salt of a passphrase is, for a provider of that file. */
    static Path saltFile(Path file) {
        return file.resolveSibling(file.getFileName() + SALT_SUFFIX);
    }

    private static Optional<char[]> passphrase(Optional<ProviderConfig> config) throws RootProviderException {
        Optional<Path> file = config.flatMap(ProviderConfig::passphraseFile);
        return file.isPresent()
                ? Optional.of(PassphraseFile.read(file.get()))
                : config.flatMap(ProviderConfig::passphrase).map(String::toCharArray);
    }
}
