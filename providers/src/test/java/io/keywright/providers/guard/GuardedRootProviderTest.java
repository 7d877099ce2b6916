package io.keywright.providers.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.Message;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.distant.KeyPairs;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.DistantKey;
import io.keywright.model.Environment;
import io.keywright.model.KeyType;
import io.keywright.model.Plane;
import io.keywright.model.ProviderKeyReference;
import io.keywright.providers.guard.ProviderStatus.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuardedRootProviderTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int TRIES = 3;
    private static final GuardRules RULES =
            new GuardRules(LONG, TRIES, Duration.ofMillis(2), 10, Duration.ofSeconds(5), 3, 4, 2, 3);

    private final ScriptedProvider provider = new ScriptedProvider();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final GuardedRootProvider guarded = new GuardedRootProvider(provider, RULES, now::get);
    private final ProviderKey key = open(guarded);
    private final KeyPairs pairs = guarded.keyPairs().orElseThrow();

    private static ProviderKey open(GuardedRootProvider provider) {
        try {
            return provider.open(ProviderKeyReference.DEFAULT);
        } catch (RootProviderException e) {
            throw new AssertionError(e);
        }
    }

    private static Binding of(String tenantId) {
        return new Binding(tenantId, Environment.PROD, Plane.SHARED, "tenant-root", "tenant-root");
    }

    private byte[] wrap(String tenantId, Duration patience) throws RootProviderException {
        try (SecretBytes secret = SecretBytes.own(new byte[32])) {
            return key.wrap(secret, of(tenantId), Deadline.in(patience));
        }
    }

    private byte[] wrap() throws RootProviderException {
        return wrap("acme", LONG);
    }

    private byte[] sign(String tenantId, Duration patience) throws RootProviderException {
        DistantKey pair = new DistantKey("scripted", tenantId, "pair");
        return pairs.sign(pair, KeyType.EC_P256, Algorithm.ES256, new Message.Data(new byte[1]), Deadline.in(patience));
    }

    private static void fails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RootProviderException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"UNREACHABLE", "THROTTLED"})
    void triesAgainWhatAnotherTryCanMend(Reason reason) {
        provider.fault = Optional.of(reason);
        fails(reason, this::wrap);
        assertThat(provider.calls).hasValue(TRIES);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"UNREACHABLE", "THROTTLED"},
            mode = EnumSource.Mode.EXCLUDE)
    void triesNothingElseAgain(Reason reason) {
        provider.fault = Optional.of(reason);
        fails(reason, this::wrap);
        assertThat(provider.calls).hasValue(1);
    }

    @Test
    void opensTheCircuitAfterHalfOfTenHaveFailedAndClosesItAfterThreeSuccesses() throws Exception {
        for (int i = 0; i < 5; i++) {
            wrap();
        }
        provider.fault = Optional.of(Reason.UNKNOWN);
        for (int i = 0; i < 5; i++) {
            assertThat(guarded.status().breaker()).isEqualTo(Breaker.CLOSED);
            fails(Reason.UNKNOWN, this::wrap);
        }
        assertThat(guarded.status().breaker()).isEqualTo(Breaker.OPEN);
        fails(Reason.CIRCUIT_OPEN, this::wrap);
        assertThat(provider.calls).hasValue(10);
        provider.fault = Optional.empty();
        now.updateAndGet(time -> time.plusSeconds(4));
        fails(Reason.CIRCUIT_OPEN, this::wrap);
        now.updateAndGet(time -> time.plusSeconds(2));
        wrap();
        assertThat(guarded.status().breaker()).isEqualTo(Breaker.HALF_OPEN);
        wrap();
        wrap();
        assertThat(guarded.status().breaker()).isEqualTo(Breaker.CLOSED);
    }

    @Test
    void aTenantsKeyThatIsAwayTakesNothingFromThoseWhoseKeysAnswer() throws Exception {
        ScriptedProvider away = new ScriptedProvider();
        away.fault = Optional.of(Reason.UNKNOWN);
        ProviderKeyReference reference = ofTenant("https://vault-of-acme/keys/root");
        provider.keysOfTenants.put(reference, away);
        for (int i = 0; i < 10; i++) {
            fails(Reason.UNKNOWN, () -> guarded.open(reference).describe(Deadline.in(LONG)));
        }
        fails(Reason.CIRCUIT_OPEN, () -> guarded.open(reference).describe(Deadline.in(LONG)));
        assertThat(away.calls).hasValue(10);
        guarded.open(ofTenant("https://vault-of-globex/keys/root")).describe(Deadline.in(LONG));
        wrap();
        assertThat(guarded.status().breaker()).isEqualTo(Breaker.CLOSED);
    }

    private static ProviderKeyReference ofTenant(String key) {
        return new ProviderKeyReference(Optional.of(key), Optional.empty(), Optional.empty());
    }

    @Test
    void doesNotOpenTheCircuitForRefusals() {
        provider.fault = Optional.of(Reason.PERMISSION_MISSING);
        for (int i = 0; i < 100; i++) {
            fails(Reason.PERMISSION_MISSING, this::wrap);
        }
        assertThat(provider.calls).hasValue(100);
        assertThat(guarded.status())
                .returns(Breaker.CLOSED, ProviderStatus::breaker)
                .extracting(status -> status.fault().orElseThrow())
                .isEqualTo(Reason.PERMISSION_MISSING);
    }

    @Test
    void lettingRefusedCallsThroughNeverUsesUpTheTrialOfAnOpenCircuit() throws Exception {
        provider.fault = Optional.of(Reason.UNKNOWN);
        for (int i = 0; i < 10; i++) {
            fails(Reason.UNKNOWN, this::wrap);
        }
        now.updateAndGet(time -> time.plusSeconds(6));
        provider.fault = Optional.of(Reason.KEY_DISABLED);
        for (int i = 0; i < 3; i++) {
            fails(Reason.KEY_DISABLED, this::wrap);
        }
        assertThat(guarded.status().breaker()).isEqualTo(Breaker.CLOSED);
    }

    @Test
    void waitsForNoAnswerLongerThanTheDeadlineAndDestroysOneThatComesLate() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        provider.stuck = stuck;
        fails(Reason.UNREACHABLE, () -> key.unwrap(new byte[] {1}, of("acme"), Deadline.in(Duration.ofMillis(20))));
        await(() -> provider.underWay.get() == 1);
        stuck.countDown();
        await(() -> provider.answered.filter(SecretBytes::destroyed).isPresent());
    }

    @Test
    void aCallerThatHadLittleTimeSaysNothingOfTheProvider() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        provider.stuck = stuck;
        List<String> tenants = List.of("acme", "globex");
        for (int i = 0; i < 20; i++) {
            String tenant = tenants.get(i % 2);
            assertThatThrownBy(() -> wrap(tenant, Duration.ofMillis(2))).isInstanceOf(RootProviderException.class);
        }
        stuck.countDown();
        assertThat(guarded.status())
                .returns(Breaker.CLOSED, ProviderStatus::breaker)
                .returns(Optional.empty(), ProviderStatus::fault);
        assertThat(wrap()).isNotEmpty();
    }

    @Test
    void keepsThePlaceOfACallThatIsStuckAndLeavesOtherTenantsTheirs() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        provider.stuck = stuck;
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> wrap("acme", Duration.ofMillis(20))).isInstanceOf(RootProviderException.class);
        }
        await(() -> provider.underWay.get() == 2);
        provider.stuck = new CountDownLatch(0);
        for (int i = 0; i < 10; i++) {
            assertThat(wrap("globex", LONG)).isNotEmpty();
        }
        fails(Reason.BUSY, () -> wrap("acme", Duration.ofMillis(1)));
        stuck.countDown();
        await(() -> provider.underWay.get() == 0);
        assertThat(wrap("acme", LONG)).isNotEmpty();
    }

    @Test
    void hasNoMoreCallsUnderWayThanItMay() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        provider.stuck = stuck;
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String tenant = "tenant" + i % 4;
            callers.add(Thread.ofVirtual().start(() -> {
                try {
                    wrap(tenant, LONG);
                } catch (RootProviderException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        await(() -> provider.underWay.get() == 4);
        stuck.countDown();
        for (Thread caller : callers) {
            assertThat(caller.join(LONG)).isTrue();
        }
        assertThat(provider.calls).hasValue(12);
        assertThat(provider.mostUnderWay).hasValue(4);
    }

    @Test
    void saysHowTheProviderDoes() throws Exception {
        assertThat(guarded.status().lastSuccess()).isEmpty();
        wrap();
        assertThat(guarded.status().lastSuccess()).hasValue(now.get());
        assertThat(guarded.status().latency()).isPresent();
        assertThat(guarded.status().fault()).isEmpty();
    }

    @Test
    void signsWithinTheSameLimitsAndTriesAgain() throws Exception {
        provider.fault = Optional.of(Reason.UNREACHABLE);
        fails(Reason.UNREACHABLE, () -> sign("acme", LONG));
        assertThat(provider.calls).hasValue(TRIES);
        provider.fault = Optional.empty();
        CountDownLatch stuck = new CountDownLatch(1);
        provider.stuck = stuck;
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> sign("acme", Duration.ofMillis(20))).isInstanceOf(RootProviderException.class);
        }
        await(() -> provider.underWay.get() == 2);
        provider.stuck = new CountDownLatch(0);
        fails(Reason.BUSY, () -> sign("acme", Duration.ofMillis(1)));
        assertThat(sign("globex", LONG)).isNotEmpty();
        stuck.countDown();
    }

    @Test
    void makesAPairInOneTryAsAnotherCouldMeetWhatTheFirstIsMaking() {
        provider.fault = Optional.of(Reason.UNREACHABLE);
        DistantKey pair = new DistantKey("scripted", "acme", "pair");
        fails(Reason.UNREACHABLE, () -> pairs.generate(pair, KeyType.EC_P256, Deadline.in(LONG)));
        assertThat(provider.calls).hasValue(1);
        fails(Reason.UNREACHABLE, () -> pairs.destroy(pair, Deadline.in(LONG)));
        assertThat(provider.calls).hasValue(1 + TRIES);
    }
}
