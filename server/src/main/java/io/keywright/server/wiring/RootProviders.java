package io.keywright.server.wiring;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.providers.local.PassphraseFile;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.observability.MeteredRootProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Every root provider there is, by the name that configures it. */
final class RootProviders {

    private static final String LOCAL = "local";
    private static final String SALT_SUFFIX = ".salt";

    private RootProviders() {}

    /** @param fresh whether the installation is new, so that a root may be made */
    static RootProvider create(KeywrightConfig config, boolean fresh, CryptoProviders crypto)
            throws RootProviderException {
        return switch (config.root().provider()) {
            case LOCAL -> local(config.root().local(), fresh, crypto);
            default -> throw new IllegalStateException("settings are checked before providers are made");
        };
    }

    /** What stands around every adapter: whatever each call to a provider must pass belongs here, the innermost first. */
    static RootProvider guarded(RootProvider adapter, MeterRegistry registry) {
        return new MeteredRootProvider(adapter, registry);
    }

    private static RootProvider local(KeywrightConfig.Root.Local local, boolean fresh, CryptoProviders crypto)
            throws RootProviderException {
        Optional<char[]> passphrase = passphrase(local);
        if (passphrase.isEmpty()) {
            return LocalRootProvider.ofFile(LOCAL, local.file(), fresh, crypto);
        }
        Path saltFile = local.file().resolveSibling(local.file().getFileName() + SALT_SUFFIX);
        try {
            return LocalRootProvider.ofPassphrase(LOCAL, saltFile, passphrase.get(), fresh, crypto);
        } finally {
            Arrays.fill(passphrase.get(), '\0');
        }
    }

    private static Optional<char[]> passphrase(KeywrightConfig.Root.Local local) throws RootProviderException {
        return local.passphraseFile().isPresent()
                ? Optional.of(PassphraseFile.read(local.passphraseFile().get()))
                : local.passphrase().map(String::toCharArray);
    }
}
