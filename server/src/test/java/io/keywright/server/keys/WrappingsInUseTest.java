package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.Encrypted;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.SmallLedger;
import io.keywright.testkit.fault.FaultPlan;
import io.keywright.testkit.fault.FaultyRootProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tenant's root is wrapped with changes while the tenant's keys are in use, and no request fails. */
class WrappingsInUseTest {

    private static final byte[] DATA = {1, 2, 3};
    private static final int CALLERS = 4;
    private static final Caller CALLER = KeyService.of("acme");

    @TempDir
    Path folder;

    private final FaultPlan own = new FaultPlan();
    private final FaultPlan escrow = new FaultPlan();
    private TurnedKey cloud;
    private KeyService service;

    @BeforeEach
    void open() throws Exception {
        cloud = new TurnedKey("cloud", SmallLedger.provider(folder, "cloud1"), SmallLedger.provider(folder, "cloud2"));
        service = new KeyService(
                folder,
                new FaultyRootProvider(SmallLedger.provider(folder, "local"), own),
                cloud,
                new FaultyRootProvider(SmallLedger.provider(folder, "escrow"), escrow));
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private KeyMetadata key() {
        return service.make(CALLER, KeyType.AES_256, Protection.SOFTWARE, null);
    }

    private boolean decrypts(KeyMetadata key, Encrypted encrypted) {
        return Arrays.equals(service.decrypt(CALLER, key, encrypted, DATA), DATA);
    }

    /** Callers that use a key all the time, each of whose requests begins with nothing in memory. */
    private final class Load implements AutoCloseable {

        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        private final List<AtomicInteger> done = new ArrayList<>();
        private final List<Thread> callers = new ArrayList<>();
        private volatile boolean over;

        Load(KeyMetadata key, Encrypted encrypted) {
            for (int i = 0; i < CALLERS; i++) {
                AtomicInteger count = new AtomicInteger();
                done.add(count);
                callers.add(Thread.ofVirtual().start(() -> use(key, encrypted, count)));
            }
        }

        private void use(KeyMetadata key, Encrypted encrypted, AtomicInteger count) {
            while (!over) {
                try {
                    service.forget("acme");
                    assertThat(decrypts(key, encrypted)).isTrue();
                    service.encrypt(CALLER, key, DATA, DATA);
                } catch (Throwable e) {
                    failures.add(e);
                }
                count.incrementAndGet();
            }
        }

        /** Waits until each caller has begun and ended a few requests more. */
        void goesOn() {
            List<Integer> before = done.stream().map(AtomicInteger::get).toList();
            Eventually.passes(() -> assertThat(IntStream.range(0, CALLERS)
                            .allMatch(i -> done.get(i).get() >= before.get(i) + 3))
                    .isTrue());
        }

        @Override
        public void close() {
            over = true;
            for (Thread caller : callers) {
                assertThat(join(caller)).isTrue();
            }
        }

        private static boolean join(Thread caller) {
            try {
                return caller.join(Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void aWrappingComesAndGoesAndFollowsItsProvidersNewKeyWithoutAFailedRequest() throws Exception {
        service.create("acme", "local");
        KeyMetadata key = key();
        Encrypted encrypted = service.encrypt(CALLER, key, DATA, DATA);
        Load load = new Load(key, encrypted);
        try (load) {
            load.goesOn();
            service.move("acme", "local", "cloud");
            load.goesOn();
            service.move("acme", "cloud");
            load.goesOn();
            cloud.rotate();
            load.goesOn();
            service.move("acme", "cloud");
            load.goesOn();
            cloud.retire();
            load.goesOn();
        }
        assertThat(load.failures).isEmpty();
        own.refusing(Optional.of(Reason.KEY_NOT_FOUND));
        service.forget("acme");
        assertThat(decrypts(key, encrypted)).isTrue();
    }

    /** The escrow key is brought online for nothing but the recovery. */
    @Test
    void aRootIsRecoveredWithTheEscrowKeyAlone() throws Exception {
        service.create("acme", "local", "escrow");
        escrow.unavailable(true);
        KeyMetadata key = key();
        Encrypted encrypted = service.encrypt(CALLER, key, DATA, DATA);
        int asked = escrow.calls();
        service.forget("acme");
        assertThat(decrypts(key, encrypted)).isTrue();
        assertThat(escrow.calls()).isEqualTo(asked);

        own.refusing(Optional.of(Reason.KEY_NOT_FOUND));
        service.forget("acme");
        assertThatThrownBy(() -> decrypts(key, encrypted)).isInstanceOf(KeywrightException.class);

        escrow.unavailable(false);
        assertThat(decrypts(key, encrypted)).isTrue();
        service.move("acme", "cloud", "escrow");
        escrow.unavailable(true);
        service.forget("acme");
        assertThat(decrypts(key, encrypted)).isTrue();
    }
}
