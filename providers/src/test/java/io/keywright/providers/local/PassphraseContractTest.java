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
                "local", folder.resolve("root.salt"), passphrase.toCharArray(), true, CryptoProviders.jdk());
    }

    @Override
    public RootProvider provider() {
        return provider;
    }

    @Override
    public ProviderKey stranger() throws RootProviderException {
        return stranger.open(ProviderKeyReference.DEFAULT);
    }

    @Override
    public List<Outage> outages() {
        Path salt = folder.resolve("root.salt");
        Path away = folder.resolve("away");
        return List.of(new Outage(
                "a salt that is away", Reason.UNREACHABLE, () -> Files.move(salt, away), () -> Files.move(away, salt)));
    }
}
