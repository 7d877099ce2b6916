package io.keywright.providers.local;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import io.keywright.testkit.provider.RootProviderContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class KeyFileContractTest implements RootProviderContract {

    private static final CryptoProviders CRYPTO = CryptoProviders.jdk();

    @TempDir
    Path folder;

    private RootProvider provider;

    @BeforeEach
    void open() throws Exception {
        provider = provider("root.key");
    }

    private RootProvider provider(String file) throws RootProviderException {
        return LocalRootProvider.ofFile("local", folder.resolve(file), true, CRYPTO);
    }

    @Override
    public RootProvider provider() {
        return provider;
    }

    @Override
    public ProviderKey stranger() throws Exception {
        return provider("other.key").open(ProviderKeyReference.DEFAULT);
    }

    @Override
    public List<Outage> outages() {
        Path file = folder.resolve("root.key");
        Path away = folder.resolve("away");
        return List.of(new Outage(
                "a file that is away", Reason.UNREACHABLE, () -> Files.move(file, away), () -> Files.move(away, file)));
    }
}
