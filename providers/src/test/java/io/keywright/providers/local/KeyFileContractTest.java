package io.keywright.providers.local;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.RootProvider;
import io.keywright.testkit.provider.RootProviderContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class KeyFileContractTest implements RootProviderContract {

    private static final CryptoProviders CRYPTO = CryptoProviders.jdk();

    @TempDir
    Path folder;

    private RootProvider provider;

    @BeforeEach
    void open() throws Exception {
        provider = LocalRootProvider.ofFile(folder.resolve("root.key"), true, CRYPTO);
    }

    @Override
    public RootProvider provider() {
        return provider;
    }

    @Override
    public RootProvider stranger() throws Exception {
        return LocalRootProvider.ofFile(folder.resolve("other.key"), true, CRYPTO);
    }

    @Override
    public void takeAway() throws Exception {
        Files.move(folder.resolve("root.key"), folder.resolve("away"));
    }

    @Override
    public void bringBack() throws Exception {
        Files.move(folder.resolve("away"), folder.resolve("root.key"));
    }
}
