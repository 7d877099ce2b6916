package io.keywright.providers.aws;

import static io.keywright.providers.aws.AwsFixture.fault;
import static io.keywright.providers.aws.AwsFixture.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.providers.aws.SessionLoader.Loaded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class SessionTest {

    private static final AwsCall CALL = new AwsCall("aws", AwsOperation.ASSUME_ROLE, AwsFixture.ROLE);
    private static final Duration LIFE = Duration.ofHours(1);

    private final DeadlineCalls calls = new DeadlineCalls();
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final AtomicInteger loads = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Reason failing = Reason.UNKNOWN;
    private volatile boolean fails;

    private final Session session = new Session(CALL, deadline -> load(), calls, () -> now);

    @AfterEach
    void close() {
        calls.close();
    }

    private Loaded load() throws RootProviderException {
        int count = loads.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (fails) {
            throw AwsFaults.of(CALL, failing, new IllegalStateException("said by AWS"));
        }
        return new Loaded(AwsSessionCredentials.create("key-" + count, AwsFixture.SECRET, "token"), now.plus(LIFE));
    }

    private String key() throws RootProviderException {
        return session.current(in(10_000)).accessKeyId();
    }

    private void later(Duration passed) {
        now = now.plus(passed);
    }

    private void awaitKey(String expected) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!key().equals(expected) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(key()).isEqualTo(expected);
    }

    @Test
    void isFetchedOnceForAllWhoAskAtOnce() throws Exception {
        gate = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, 100)
                .mapToObj(i -> Thread.ofVirtual().start(() -> fault(this::key)))
                .toList();
        gate.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(key()).isEqualTo("key-1");
        assertThat(loads).hasValue(1);
    }

    @Test
    void isRefreshedAheadWhileTheOldOneServes() throws Exception {
        assertThat(key()).isEqualTo("key-1");
        later(Duration.ofMinutes(44));
        assertThat(key()).isEqualTo("key-1");
        assertThat(loads).hasValue(1);
        later(Duration.ofMinutes(2));
        gate = new CountDownLatch(1);
        assertThat(key()).isEqualTo("key-1");
        gate.countDown();
        awaitKey("key-2");
    }

    @Test
    void isNotUsedOnceItHasEnded() throws Exception {
        assertThat(key()).isEqualTo("key-1");
        later(LIFE);
        assertThat(key()).isEqualTo("key-2");
    }

    @Test
    void isNotAskedForAgainRightAfterARefusal() throws Exception {
        fails = true;
        failing = Reason.PERMISSION_MISSING;
        for (int i = 0; i < 1000; i++) {
            RootProviderException fault = fault(this::key);
            assertThat(fault.permission()).contains("sts:AssumeRole");
        }
        assertThat(loads).hasValue(1);
        later(Session.REMEMBERED);
        fails = false;
        assertThat(key()).isEqualTo("key-2");
    }

    @Test
    void isAskedForAgainAtOnceIfStsWasOutOfReach() throws Exception {
        fails = true;
        failing = Reason.UNREACHABLE;
        assertThat(fault(this::key).reason()).isEqualTo(Reason.UNREACHABLE);
        fails = false;
        assertThat(key()).isEqualTo("key-2");
    }

    @Test
    void isWaitedForUntilTheDeadlineOnly() {
        gate = new CountDownLatch(1);
        assertThat(fault(() -> session.current(in(50))).reason()).isEqualTo(Reason.UNREACHABLE);
        gate.countDown();
    }

    @Test
    void isFetchedAnewIfAwsRefusesIt() throws Exception {
        session.refused(session.current(in(10_000)));
        assertThat(key()).as("too new for another to fare better").isEqualTo("key-1");
        later(Session.REMEMBERED);
        session.refused(session.current(in(10_000)));
        assertThat(key()).isEqualTo("key-2");
    }

    @Test
    void cannotPrintItsSecret() throws Exception {
        assertThat(load().toString() + session.current(in(10_000))).doesNotContain(AwsFixture.SECRET);
    }
}
