package io.keywright.providers.pkcs11;

import static io.keywright.providers.pkcs11.Calls.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativeThreadsTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch returned = new CountDownLatch(1);
    private final NativeThreads threads = new NativeThreads("hsm", 1);

    @AfterEach
    void close() {
        returned.countDown();
        threads.close();
    }

    private <T> T hang(T answer) {
        called.countDown();
        try {
            returned.await();
            return answer;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitNoneStuck() {
        Deadline end = Deadline.in(LONG);
        while (threads.stuck() > 0) {
            assertThat(end.passed()).isFalse();
            Thread.onSpinWait();
        }
    }

    @Test
    void answersWhatTheCallAnswersOrThrows() throws Exception {
        assertThat(threads.call(Deadline.in(LONG), () -> "answer")).isEqualTo("answer");
        fails(
                Reason.KEY_NOT_FOUND,
                () -> threads.call(Deadline.in(LONG), () -> {
                    throw new RootProviderException(Reason.KEY_NOT_FOUND, "none");
                }));
        assertThatThrownBy(() -> threads.call(Deadline.in(LONG), () -> {
                    throw new IllegalStateException("bug");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(threads.stuck()).isZero();
    }

    @Test
    void runsNothingAfterTheDeadline() {
        AtomicBoolean ran = new AtomicBoolean();
        fails(Reason.UNREACHABLE, () -> threads.call(Deadline.in(Duration.ZERO), () -> ran.getAndSet(true)));
        assertThat(ran).isFalse();
    }

    @Test
    void destroysASecretThatComesTooLate() throws Exception {
        SecretBytes late = SecretBytes.copyOf(new byte[32]);
        while (called.getCount() > 0) {
            fails(Reason.UNREACHABLE, () -> threads.call(Deadline.in(SHORT), () -> hang(late)));
        }
        assertThat(threads.stuck()).isEqualTo(1);
        returned.countDown();
        awaitNoneStuck();
        threads.call(Deadline.in(LONG), () -> true);
        assertThat(late.destroyed()).isTrue();
    }

    @Test
    void neverRunsWhatItsCallerDidNotWaitFor() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        Thread first = Thread.ofVirtual().start(() -> {
            try {
                threads.call(Deadline.in(LONG), () -> hang("first"));
            } catch (RootProviderException e) {
                throw new IllegalStateException(e);
            }
        });
        called.await();
        fails(Reason.UNREACHABLE, () -> threads.call(Deadline.in(SHORT), () -> ran.getAndSet(true)));
        returned.countDown();
        first.join();
        threads.call(Deadline.in(LONG), () -> true);
        assertThat(ran).isFalse();
    }

    @Test
    void turnsAwayWhomItHasNoRoomFor() throws Exception {
        List<Thread> waiting = new ArrayList<>();
        CountDownLatch busy = new CountDownLatch(1);
        for (int i = 0; i < 200; i++) {
            waiting.add(Thread.ofVirtual().start(() -> {
                try {
                    threads.call(Deadline.in(LONG), () -> hang(true));
                } catch (RootProviderException e) {
                    if (e.reason() == Reason.BUSY) {
                        busy.countDown();
                    }
                }
            }));
        }
        busy.await();
        returned.countDown();
        for (Thread thread : waiting) {
            thread.join();
        }
        assertThat(threads.call(Deadline.in(LONG), () -> true)).isTrue();
    }

    @Test
    void doesNotKeepACallerThatIsInterrupted() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        Thread caller = Thread.ofVirtual().start(() -> {
            fails(Reason.UNREACHABLE, () -> threads.call(Deadline.in(LONG), () -> hang(true)));
            assertThat(Thread.interrupted()).isTrue();
            told.countDown();
        });
        caller.interrupt();
        told.await();
    }

    @Test
    void takesNothingOnceItIsClosed() {
        threads.close();
        fails(Reason.UNREACHABLE, () -> threads.call(Deadline.in(LONG), () -> true));
    }
}
