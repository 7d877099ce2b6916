package io.keywright.providers.pkcs11;

import static io.keywright.providers.pkcs11.Calls.fails;
import static io.keywright.providers.pkcs11.Calls.key;
import static io.keywright.providers.pkcs11.Calls.roundTrips;
import static io.keywright.providers.pkcs11.Calls.secret;
import static io.keywright.providers.pkcs11.Calls.wrap;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.testkit.provider.RootProviderContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(SoftHsm.LOCK)
class StuckCallsTest {

    private static final int THREADS = 2;
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(60);

    private static TestToken token;

    private Pkcs11RootProvider provider;

    @BeforeAll
    static void makeToken(@TempDir Path folder) throws Exception {
        token = new TestToken(folder);
    }

    @BeforeEach
    void open() {
        provider = token.provider(THREADS);
    }

    @AfterEach
    void close() {
        token.unruly.behave();
        provider.close();
    }

    private void failsWithin(Duration patience) {
        fails(
                Reason.UNREACHABLE,
                () -> key(provider).wrap(secret(), RootProviderContract.BINDING, Deadline.in(patience)));
    }

    /** A caller may leave before its call has begun, and leaves nothing hanging then. */
    private void failsUntilHung(int calls) {
        do {
            failsWithin(SHORT);
        } while (token.unruly.hung() < calls);
    }

    private void awaitStuck(int threads) {
        Deadline end = Deadline.in(LONG);
        while (provider.stuckThreads() != threads) {
            assertThat(end.passed()).as("stuck: %s", provider.stuckThreads()).isFalse();
            Thread.onSpinWait();
        }
    }

    @Test
    void holdNoCallerLongerThanItsDeadline() throws Exception {
        roundTrips(key(provider));
        token.unruly.hang(true);
        long start = System.nanoTime();
        failsUntilHung(1);
        assertThat(System.nanoTime() - start).isLessThan(LONG.toNanos());
        assertThat(provider.stuckThreads()).isEqualTo(1);
        token.unruly.hang(false);
        awaitStuck(0);
        roundTrips(key(provider));
    }

    @Test
    void areAnsweredAtOnceOnceAllThreadsAreStuckAndServedOnceTheyComeBack() throws Exception {
        roundTrips(key(provider));
        token.unruly.hang(true);
        failsUntilHung(THREADS);
        awaitStuck(THREADS);
        long start = System.nanoTime();
        failsWithin(LONG);
        assertThat(System.nanoTime() - start).isLessThan(LONG.toNanos() / 2);
        assertThat(token.unruly.hung()).isEqualTo(THREADS);
        token.unruly.hang(false);
        awaitStuck(0);
        roundTrips(key(provider));
        assertThat(wrap(key(provider))).isNotEmpty();
    }
}
