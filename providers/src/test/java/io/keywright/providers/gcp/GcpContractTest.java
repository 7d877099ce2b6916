package io.keywright.providers.gcp;

import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import io.keywright.testkit.provider.RootProviderContract;
import io.keywright.testkit.provider.gcp.GcpKms;
import io.keywright.testkit.provider.gcp.GcpRefusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Through Google's client, against its protocol. */
class GcpContractTest implements RootProviderContract {

    @TempDir
    static Path folder;

    private static GcpKms kms;
    private static String key;
    private static String strange;
    private static GcpRootProvider provider;

    @BeforeAll
    static void start() throws Exception {
        kms = GcpKms.start();
        key = kms.createKey("root");
        strange = kms.createKey("another");
        provider = new GcpRootProvider(
                "gcp",
                new GcpSettings(
                        Optional.of(key),
                        Optional.of(kms.endpoint()),
                        Optional.of(kms.endpoint()),
                        false,
                        Optional.of(kms.writeCredentials(folder.resolve("account.json")))));
    }

    @AfterAll
    static void stop() {
        provider.close();
        kms.close();
    }

    @Override
    public RootProvider provider() {
        return provider;
    }

    private static ProviderKeyReference named(String name) {
        return new ProviderKeyReference(Optional.of(name), Optional.empty(), Optional.empty());
    }

    @Override
    public ProviderKey stranger() throws RootProviderException {
        return provider.open(named(strange));
    }

    @Override
    public ProviderKeyReference nobody() {
        return named(key + "-missing");
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
    public List<Outage> outages() {
        return List.of(
                refused(Reason.UNREACHABLE, GcpRefusal.of(503, "UNAVAILABLE")),
                refused(Reason.PERMISSION_MISSING, GcpRefusal.denied()),
                refused(Reason.THROTTLED, GcpRefusal.because(429, "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED")),
                new Outage("disabled", Reason.KEY_DISABLED, () -> kms.state(key, "DISABLED"), GcpContractTest::enable),
                new Outage(
                        "dying",
                        Reason.KEY_DISABLED,
                        () -> kms.state(key, "DESTROY_SCHEDULED"),
                        GcpContractTest::enable));
    }

    private static Outage refused(Reason reason, GcpRefusal refusal) {
        return new Outage(
                refusal.status(), reason, () -> kms.refuse(Optional.of(refusal)), () -> kms.refuse(Optional.empty()));
    }

    private static void enable() {
        kms.state(key, "ENABLED");
    }
}
