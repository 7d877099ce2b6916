package io.keywright.server.observability.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Scope;
import io.keywright.providers.guard.GuardRules;
import io.keywright.providers.guard.GuardedRootProvider;
import io.keywright.server.harness.SmallLedger;
import io.keywright.testkit.fault.FaultPlan;
import io.keywright.testkit.fault.FaultyRootProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health tells how each root provider does, and asks a provider only where its calls tell nothing. */
class ProviderHealthTest {

    private static final Binding BINDING =
            Binding.of(new Scope("acme", Environment.PROD, Plane.SHARED), "tenant-root", "tenant-root");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long NANOS = 1_000_000;
    private static final int WINDOW = GuardRules.STANDARD.breakerCalls();
    private static final int TRIAL = GuardRules.STANDARD.trial();

    @TempDir
    Path folder;

    private final AtomicLong millis =
            new AtomicLong(Instant.parse("2026-11-26T10:00:00Z").toEpochMilli());
    private final FaultPlan plan = new FaultPlan();
    private final Queue<Runnable> begun = new ArrayDeque<>();
    private GuardedRootProvider provider;
    private ProviderHealth health;

    @BeforeEach
    void open() throws Exception {
        provider = guarded("cloud", plan);
        health = new ProviderHealth(List.of(watch("cloud", provider)), Runnable::run);
    }

    private GuardedRootProvider guarded(String name, FaultPlan faults) throws Exception {
        return new GuardedRootProvider(
                new FaultyRootProvider(SmallLedger.provider(folder, name), faults), GuardRules.STANDARD, this::now);
    }

    private ProviderWatch watch(String name, GuardedRootProvider guarded) {
        return new ProviderWatch(name, "local", guarded, this::now, () -> millis.get() * NANOS);
    }

    private ProviderHealth later(Executor blocking) {
        return new ProviderHealth(List.of(watch("cloud", provider)), blocking);
    }

    private Instant now() {
        return Instant.ofEpochMilli(millis.get());
    }

    private void pass(Duration time) {
        millis.addAndGet(time.toMillis());
    }

    /** A request's call. */
    private void traffic() {
        try (SecretBytes secret = SecretBytes.own(new byte[32])) {
            ProviderKey key = provider.open(ProviderKeyReference.DEFAULT);
            key.wrap(secret, BINDING, Deadline.in(PATIENCE));
        } catch (RootProviderException e) {
            throw new IllegalStateException(e);
        }
    }

    private void refusedTraffic(Reason reason) {
        plan.refusing(Optional.of(reason));
        assertThat(catchThrowable(this::traffic)).isNotNull();
        plan.refusing(Optional.empty());
    }

    private int probes(Runnable work) {
        int before = plan.calls();
        work.run();
        return plan.calls() - before;
    }

    private ProviderStanding standing() {
        return health.report().providers().getFirst();
    }

    private double metric() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new BreakerMeters(health).bindTo(registry);
        return registry.get("kms.circuit.breaker.state")
                .tag("provider", "cloud")
                .gauge()
                .value();
    }

    @Test
    void aProviderThatServesRequestsIsNotAsked() {
        for (int i = 0; i < 20; i++) {
            traffic();
            pass(ProviderWatch.SILENCE.dividedBy(2));
            assertThat(probes(health::probeDue)).isZero();
        }
        assertThat(standing())
                .returns("cloud", ProviderStanding::name)
                .returns("local", ProviderStanding::type)
                .returns("healthy", ProviderStanding::status)
                .returns("closed", ProviderStanding::breaker)
                .returns(null, ProviderStanding::detail);
        assertThat(standing().lastSuccess()).isEqualTo(now().minus(ProviderWatch.SILENCE.dividedBy(2)));
        assertThat(standing().latencyMs()).isNotNull();
    }

    @Test
    void aSilentOneIsAskedOnceInAWhileHoweverOftenHealthIsTold() {
        assertThat(standing().detail()).contains("not been asked");
        int asked = probes(() -> {
            for (int seconds = 0; seconds < 300; seconds++) {
                health.probeDue();
                health.report();
                pass(Duration.ofSeconds(1));
            }
        });
        assertThat(asked).isEqualTo(5);
        assertThat(standing().status()).isEqualTo("healthy");
    }

    @Test
    void noProbeBeginsBeforeTheLastIsOver() {
        ProviderHealth slow = later(begun::add);
        for (int i = 0; i < 10; i++) {
            slow.probeDue();
            pass(ProviderWatch.SILENCE);
        }
        assertThat(begun).hasSize(1);
        assertThat(probes(begun.remove())).isOne();
        pass(ProviderWatch.SILENCE);
        slow.probeDue();
        assertThat(begun).hasSize(1);
    }

    @Test
    void aTenantsKeyThatIsGoneNeitherOpensTheCircuitNorMakesItsProviderUnwell() {
        traffic();
        for (int i = 0; i < 10 * WINDOW; i++) {
            refusedTraffic(i % 2 == 0 ? Reason.KEY_NOT_FOUND : Reason.KEY_DISABLED);
        }
        assertThat(standing())
                .returns("healthy", ProviderStanding::status)
                .returns("closed", ProviderStanding::breaker);
        pass(ProviderWatch.SILENCE);
        assertThat(probes(health::probeDue)).isOne();
        assertThat(standing().status()).isEqualTo("healthy");
    }

    @Test
    void oneThatWasAwayIsFoundToBeBackWithoutARequest() {
        plan.unavailable(true);
        pass(ProviderWatch.SILENCE);
        int asked = probes(() -> {
            for (int i = 0; i < WINDOW; i++) {
                health.probeDue();
                health.probeDue();
                assertThat(standing().status()).isEqualTo("unhealthy");
                assertThat(standing().detail()).contains("KMS_TROUBLESHOOTING.md#unreachable");
                pass(ProviderWatch.AWAY);
            }
        });
        assertThat(asked).isEqualTo(WINDOW);
        assertThat(standing().breaker()).isEqualTo("open");
        assertThat(metric()).isEqualTo(2);
        plan.unavailable(false);
        pass(GuardRules.STANDARD.open());
        for (int i = 0; i < TRIAL; i++) {
            assertThat(probes(health::probeDue)).isOne();
            pass(ProviderWatch.AWAY);
            assertThat(metric()).isEqualTo(i + 1 < TRIAL ? 1 : 0);
        }
        assertThat(standing())
                .returns("healthy", ProviderStanding::status)
                .returns("closed", ProviderStanding::breaker);
        assertThat(probes(health::probeDue)).isZero();
    }

    @Test
    void anOpenCircuitClosesAlsoIfTheProvidersOwnKeyIsGoneMeanwhile() {
        plan.unavailable(true);
        for (int i = 0; i < WINDOW; i++) {
            health.probeDue();
            pass(ProviderWatch.SILENCE);
        }
        plan.unavailable(false);
        plan.refusing(Optional.of(Reason.KEY_NOT_FOUND));
        for (int i = 0; i < TRIAL; i++) {
            health.probeDue();
            pass(ProviderWatch.SILENCE);
        }
        assertThat(standing())
                .returns("degraded", ProviderStanding::status)
                .returns("closed", ProviderStanding::breaker);
        assertThat(standing().detail()).contains("own key", "#key_not_found");
        plan.refusing(Optional.empty());
        traffic();
        health.probeDue();
        assertThat(standing().status()).isEqualTo("healthy");
    }

    @Test
    void oneWithoutAKeyOfItsOwnIsKnownByItsCallsAlone() throws Exception {
        provider = new GuardedRootProvider(
                new NoOwnKey(SmallLedger.provider(folder, "cloud")), GuardRules.STANDARD, this::now);
        health = later(begun::add);
        pass(ProviderWatch.SILENCE);
        health.probeDue();
        assertThat(begun).isEmpty();
        assertThat(standing().status()).isEqualTo("healthy");
        assertThat(standing().detail()).contains("no key of its own");
    }

    @Test
    void theWholeIsAsTheProvidersAreAndTheInstallationsOwnCountsApart() throws Exception {
        FaultPlan away = new FaultPlan();
        GuardedRootProvider other = guarded("other", away);
        health = new ProviderHealth(List.of(watch("cloud", provider), watch("other", other)), Runnable::run);
        health.probeDue();
        assertThat(health.report().status()).isEqualTo("healthy");
        away.unavailable(true);
        pass(ProviderWatch.SILENCE);
        health.probeDue();
        assertThat(health.report().status()).isEqualTo("degraded");
        assertThat(health.othersUnwell()).isOne();
        assertThat(health.unwell()).extracting(ProviderStanding::name).containsExactly("other");
        away.unavailable(false);
        plan.unavailable(true);
        pass(ProviderWatch.SILENCE);
        health.probeDue();
        assertThat(health.othersUnwell()).isZero();
        away.unavailable(true);
        pass(ProviderWatch.SILENCE);
        health.probeDue();
        assertThat(health.report().status()).isEqualTo("unhealthy");
    }
}
