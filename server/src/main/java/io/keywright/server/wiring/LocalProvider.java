package io.keywright.server.wiring;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.providers.local.PassphraseFile;
import io.keywright.server.config.ProviderConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Makes a provider of type {@code local}: a root key in a file, or derived from a passphrase. */
final class LocalProvider {

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
            Path saltFile = file.resolveSibling(file.getFileName() + SALT_SUFFIX);
            return LocalRootProvider.ofPassphrase(name, saltFile, passphrase.get(), fresh, crypto);
        } finally {
            Arrays.fill(passphrase.get(), '\0');
        }
    }

    private static Optional<char[]> passphrase(Optional<ProviderConfig> config) throws RootProviderException {
        Optional<Path> file = config.flatMap(ProviderConfig::passphraseFile);
        return file.isPresent()
                ? Optional.of(PassphraseFile.read(file.get()))
                : config.flatMap(ProviderConfig::passphrase).map(String::toCharArray);
    }
}
