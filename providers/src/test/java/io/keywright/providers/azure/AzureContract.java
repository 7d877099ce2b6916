package io.keywright.providers.azure;

import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import io.keywright.testkit.provider.RootProviderContract;
import io.keywright.testkit.provider.azure.AzureKeyVault;
import io.keywright.testkit.provider.azure.AzureRefusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Through Microsoft's client, against its protocol, for each type of key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AzureContract implements RootProviderContract {

    @TempDir
    static Path folder;

    private AzureKeyVault vault;
    private AzureRootProvider provider;

    abstract void createKey(AzureKeyVault vault, String name) throws Exception;

    static AzureSettings settings(AzureKeyVault vault, Path folder) throws Exception {
        return new AzureSettings(
                Optional.of(vault.address()),
                Optional.of("root"),
                Optional.of(vault.address()),
                Optional.of(AzureKeyVault.DIRECTORY),
                Optional.of(AzureKeyVault.CLIENT_ID),
                Optional.of(vault.writeSecret(folder.resolve("secret"))),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(vault.writeTrust(folder.resolve("trust.pem"))));
    }

    @BeforeAll
    void start() throws Exception {
        vault = AzureKeyVault.start();
        createKey(vault, "root");
        createKey(vault, "stranger");
        provider = new AzureRootProvider("azure", settings(vault, folder));
    }

    @AfterAll
    void stop() {
        provider.close();
        vault.close();
    }

    @Override
    public RootProvider provider() {
        return provider;
    }

    @Override
    public ProviderKey stranger() throws RootProviderException {
        return provider.open(new ProviderKeyReference(Optional.of("stranger"), Optional.empty(), Optional.empty()));
    }

    /** Each thirteenth, so that each bit of a byte has its turn: every call crosses a network. */
    @Override
    public List<byte[]> alterations(byte[] blob) {
        List<byte[]> all = RootProviderContract.super.alterations(blob);
        return IntStream.iterate(0, i -> i < all.size(), i -> i + 13)
                .mapToObj(all::get)
                .toList();
    }

    @Override
    public int manyCalls() {
        return 50;
    }

    @Override
    public List<Outage> outages() {
        return List.of(
                refused(Reason.UNREACHABLE, AzureRefusal.of(503, "ServiceUnavailable")),
                refused(Reason.PERMISSION_MISSING, AzureRefusal.because(403, "Forbidden", "ForbiddenByRbac")),
                refused(Reason.THROTTLED, AzureRefusal.of(429, "Throttled")),
                new Outage(
                        "disabled",
                        Reason.KEY_DISABLED,
                        () -> vault.enabled("root", false),
                        () -> vault.enabled("root", true)));
    }

    private Outage refused(Reason reason, AzureRefusal refusal) {
        return new Outage(
                refusal.code(), reason, () -> vault.refuse(Optional.of(refusal)), () -> vault.refuse(Optional.empty()));
    }
}
