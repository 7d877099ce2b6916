package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.Encrypted;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import io.keywright.providers.guard.GuardRules;
import io.keywright.providers.guard.GuardedRootProvider;
import io.keywright.server.harness.SmallLedger;
import io.keywright.server.observability.provider.ProviderHealth;
import io.keywright.server.observability.provider.ProviderStanding;
import io.keywright.server.observability.provider.ProviderWatch;
import io.keywright.testkit.fault.FaultPlan;
import io.keywright.testkit.fault.FaultyRootProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service starts while the providers of half of its tenants are dead: the others are served, and health names the dead. */
class ManyDeadProvidersTest {

    private static final int TENANTS = 100;
    private static final byte[] DATA = {1, 2, 3};
    private static final GuardRules ONE_TRY =
            new GuardRules(Duration.ofSeconds(5), 1, Duration.ofMillis(1), 10, Duration.ofSeconds(5), 3, 64, 16, 256);

    @TempDir
    Path folder;

    private final FaultPlan dead = new FaultPlan();
    private final List<GuardedRootProvider> providers = new ArrayList<>();

    private static boolean dies(int tenant) {
        return tenant % 2 == 1;
    }

    private static Caller of(int tenant) {
        return KeyService.of(name(tenant));
    }

    private static String name(int tenant) {
        return "tenant" + tenant;
    }

    /** The installation's own provider, and one of each tenant's. */
    private KeyService start() throws Exception {
        providers.clear();
        providers.add(guarded("local", new FaultPlan()));
        for (int tenant = 0; tenant < TENANTS; tenant++) {
            providers.add(guarded(name(tenant), dies(tenant) ? dead : new FaultPlan()));
        }
        return new KeyService(folder, providers.toArray(GuardedRootProvider[]::new));
    }

    private GuardedRootProvider guarded(String name, FaultPlan plan) throws Exception {
        return new GuardedRootProvider(
                new FaultyRootProvider(SmallLedger.provider(folder, name), plan), ONE_TRY, Instant::now);
    }

    private ProviderHealth health() {
        return new ProviderHealth(
                providers.stream()
                        .map(provider ->
                                new ProviderWatch(provider.name(), "local", provider, Instant::now, System::nanoTime))
                        .toList(),
                Runnable::run);
    }

    private static Stream<String> names(boolean dying) {
        return IntStream.range(0, TENANTS)
                .filter(tenant -> dies(tenant) == dying)
                .mapToObj(ManyDeadProvidersTest::name);
    }

    @Test
    void theOthersAreServedAndHealthSaysWhichAreDead() throws Exception {
        List<KeyMetadata> keys = new ArrayList<>();
        List<Encrypted> encrypted = new ArrayList<>();
        try (KeyService before = start()) {
            for (int tenant = 0; tenant < TENANTS; tenant++) {
                before.create(name(tenant), name(tenant));
                keys.add(before.make(of(tenant), KeyType.AES_256, Protection.SOFTWARE, null));
                encrypted.add(before.encrypt(of(tenant), keys.get(tenant), DATA, DATA));
            }
        }
        dead.unavailable(true);
        try (KeyService after = start()) {
            for (int tenant = 0; tenant < TENANTS; tenant++) {
                String name = name(tenant);
                Caller caller = of(tenant);
                KeyMetadata key = keys.get(tenant);
                Encrypted what = encrypted.get(tenant);
                if (dies(tenant)) {
                    assertThatThrownBy(() -> after.decrypt(caller, key, what, DATA))
                            .isInstanceOfSatisfying(
                                    KeywrightException.class,
                                    e -> assertThat(e.details())
                                            .containsEntry("reason", "unreachable")
                                            .containsEntry("provider", name));
                } else {
                    assertThat(after.decrypt(caller, key, what, DATA)).isEqualTo(DATA);
                }
            }
            ProviderHealth health = health();
            health.probeDue();
            assertThat(health.own().well()).isTrue();
            assertThat(health.unwell())
                    .extracting(ProviderStanding::name)
                    .containsExactlyInAnyOrderElementsOf(names(true).toList());
            assertThat(health.othersUnwell()).isEqualTo(TENANTS / 2);
            assertThat(health.report().status()).isEqualTo("degraded");
        }
    }
}
