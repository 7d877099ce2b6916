package io.keywright.providers.pkcs11;

import static io.keywright.providers.pkcs11.Calls.key;
import static io.keywright.providers.pkcs11.Calls.roundTrips;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.providers.pkcs11.cryptoki.CryptokiException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What others in the process can do to sessions, while calls are under way. */
@ResourceLock(SoftHsm.LOCK)
class HealingTest {

    private static final int CALLERS = 4;
    private static final int MISHAPS = 10;
    private static final int CALLS_BETWEEN = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private TestToken token;
    private Pkcs11RootProvider provider;

    @BeforeEach
    void open() throws Exception {
        token = new TestToken(folder);
        provider = token.provider();
    }

    @AfterEach
    void close() {
        if (provider != null) {
            token.unruly.behave();
            provider.close();
        }
    }

    /** What befalls a token. */
    @FunctionalInterface
    interface Mishap {
        void befall(TestToken token) throws Exception;
    }

    static Stream<Arguments> mishaps() {
        return Stream.of(
                Arguments.of("C_CloseAllSessions", (Mishap) token -> token.admin.closeAllSessions(token.slot())),
                Arguments.of("C_Logout", (Mishap) token -> token.admin.logout(token.slot())),
                Arguments.of("C_Finalize", (Mishap) token -> token.admin.finalizeLibrary()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mishaps")
    void servesEveryCallThroughAMishapAndLogsInOnceForAll(String name, Mishap mishap) throws Exception {
        roundTrips(key(provider));
        int loginsBefore = token.unruly.logins();
        try (Load load = new Load(key(provider))) {
            for (int i = 0; i < MISHAPS; i++) {
                load.awaitCalls(CALLS_BETWEEN);
                mishap.befall(token);
            }
            load.awaitCalls(CALLS_BETWEEN);
            assertThat(load.failures).isEmpty();
        }
        assertThat(token.unruly.logins() - loginsBefore).isBetween(1, 2 * MISHAPS);
    }

    @Test
    void servesAgainOnceATokenThatWasInitializedAgainHasAKey() throws Exception {
        roundTrips(key(provider));
        try (Load load = new Load(key(provider))) {
            long slot = token.slot();
            persistently(() -> {
                token.admin.closeAllSessions(slot);
                token.admin.initToken(slot, token.label);
            });
            persistently(() -> {
                token.admin.closeAllSessions(slot);
                token.admin.initPin(slot, TestToken.PIN);
            });
            await(() -> load.failures.stream().anyMatch(e -> e.reason() == Reason.KEY_NOT_FOUND));
            assertThat(load.failures)
                    .extracting(RootProviderException::reason)
                    .isSubsetOf(Reason.KEY_NOT_FOUND, Reason.BAD_CREDENTIALS, Reason.BUSY, Reason.UNREACHABLE);
        }
        // With nobody looking: SoftHSM may keep for good what somebody saw of a key while it was being made.
        token.makeKeys();
        roundTrips(key(provider));
    }

    @Test
    void servesAgainAfterAnotherProcessHasInitializedTheToken() throws Exception {
        roundTrips(key(provider));
        SoftHsm.initializeElsewhere(token.label, TestToken.PIN);
        assertThat(catchThrowable(() -> roundTrips(key(provider)))).isInstanceOf(RootProviderException.class);
        SoftHsm.makeKeyElsewhere(token.label, TestToken.PIN, TestToken.KEY);
        roundTrips(key(provider));
    }

    @Test
    void keepsNoSessionThatIsDead() throws Exception {
        for (int i = 0; i < 20; i++) {
            token.admin.closeAllSessions(token.slot());
            roundTrips(key(provider));
        }
        int openedBefore = token.unruly.opened();
        for (int i = 0; i < 20; i++) {
            roundTrips(key(provider));
        }
        assertThat(token.unruly.opened()).isEqualTo(openedBefore);
    }

    @Test
    void twoProvidersShareALibraryWithoutLosingCalls() throws Exception {
        try (Load load = new Load(key(provider))) {
            try (Pkcs11RootProvider second = token.provider()) {
                roundTrips(key(second));
            }
            load.awaitCalls(CALLS_BETWEEN);
            assertThat(load.failures).isEmpty();
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    /** Against the load, which logs in and opens sessions when it does not suit. */
    private static void persistently(Step step) throws Exception {
        await(() -> {
            try {
                step.run();
                return true;
            } catch (CryptokiException e) {
                return false;
            }
        });
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(1);
        }
    }

    /** Callers that wrap and unwrap all the time. */
    private static final class Load implements AutoCloseable {

        private final ConcurrentLinkedQueue<RootProviderException> failures = new ConcurrentLinkedQueue<>();
        private final AtomicInteger calls = new AtomicInteger();
        private final List<Thread> callers;
        private volatile boolean ended;

        Load(ProviderKey key) {
            this.callers = IntStream.range(0, CALLERS)
                    .mapToObj(i -> Thread.ofVirtual().start(() -> run(key)))
                    .toList();
        }

        private void run(ProviderKey key) {
            while (!ended) {
                try {
                    roundTrips(key);
                    calls.incrementAndGet();
                } catch (RootProviderException e) {
                    failures.add(e);
                }
            }
        }

        void awaitCalls(int more) throws Exception {
            int enough = calls.get() + more;
            await(() -> calls.get() >= enough);
        }

        @Override
        public void close() {
            ended = true;
            try {
                for (Thread caller : callers) {
                    caller.join();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
