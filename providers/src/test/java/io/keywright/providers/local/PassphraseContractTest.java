package io.keywright.providers.local;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.testkit.provider.RootProviderContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Derives once for all tests, as deriving is slow on purpose. */
class PassphraseContractTest implements RootProviderContract {

    @TempDir
    static Path folder;

    private static RootProvider provider;
    private static RootProvider stranger;

    @BeforeAll
    static void open() throws RootProviderException {
        provider = provider("correct horse battery staple");
        stranger = provider("correct horse battery stable");
    }

    private static RootProvider provider(String passphrase) throws RootProviderException {
        return LocalRootProvider.ofPassphrase(
                folder.resolve("root.salt"), passphrase.toCharArray(), true, CryptoProviders.jdk());
    }

    @Override
    public RootProvider provider() {
        return provider;
    }

    @Override
    public RootProvider stranger() {
        return stranger;
    }

    @Override
    public void takeAway() throws Exception {
        Files.move(folder.resolve("root.salt"), folder.resolve("away"));
    }

    @Override
    public void bringBack() throws Exception {
        Files.move(folder.resolve("away"), folder.resolve("root.salt"));
    }
}
