package io.keywright.server.rest.edge;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    private final EventLoop loop = new DefaultEventLoop();
    private final EventLoop another = new DefaultEventLoop();
    private final BlockingQueue<String> passed = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        Future<?> _ = loop.shutdownGracefully(0, 0, SECONDS);
        Future<?> _ = another.shutdownGracefully(0, 0, SECONDS);
    }

    @Test
    void passInTheOrderInWhichTheyWereSetAndNotBeforeTheirTime() throws Exception {
        Deadlines deadlines = new Deadlines(SHORT);
        long began = System.nanoTime();
        on(loop, () -> {
            deadlines.set(loop, late("first"));
            deadlines.set(loop, late("second"));
        });

        assertThat(next()).isEqualTo("first");
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(SHORT.toNanos());
        assertThat(next()).isEqualTo("second");
    }

    @Test
    void doNotPassOnceMet() throws Exception {
        Deadlines deadlines = new Deadlines(SHORT);
        Runnable met = late("met");
        on(loop, () -> {
            deadlines.set(loop, met);
            deadlines.set(loop, late("late"));
            deadlines.met(loop, met);
        });

        assertThat(next()).isEqualTo("late");
        assertThat(passed).isEmpty();
    }

    @Test
    void countAnewWhenSetAgain() throws Exception {
        Deadlines deadlines = new Deadlines(SHORT);
        Runnable again = late("again");
        on(loop, () -> {
            deadlines.set(loop, again);
            deadlines.set(loop, late("other"));
            deadlines.set(loop, again);
        });

        assertThat(next()).isEqualTo("other");
        assertThat(next()).isEqualTo("again");
        assertThat(passed).isEmpty();
    }

    @Test
    void areSetAgainAfterAllOfThemArePast() throws Exception {
        Deadlines deadlines = new Deadlines(SHORT);
        Runnable met = late("met");
        on(loop, () -> deadlines.set(loop, late("before")));
        assertThat(next()).isEqualTo("before");
        on(loop, () -> {
            deadlines.set(loop, met);
            deadlines.met(loop, met);
        });
        on(loop, () -> deadlines.set(loop, late("after")));

        assertThat(next()).isEqualTo("after");
    }

    @Test
    void passEachAlsoWhenTheOneBeforeFails() throws Exception {
        Deadlines deadlines = new Deadlines(SHORT);
        on(loop, () -> {
            deadlines.set(loop, () -> {
                throw new IllegalStateException("fails");
            });
            deadlines.set(loop, late("next"));
        });

        assertThat(next()).isEqualTo("next");
    }

    @Test
    void passOnTheirOwnLoop() throws Exception {
        Deadlines deadlines = new Deadlines(SHORT);
        on(loop, () -> deadlines.set(loop, () -> passed.add("one " + loop.inEventLoop())));
        assertThat(next()).isEqualTo("one true");
        on(another, () -> deadlines.set(another, () -> passed.add("another " + another.inEventLoop())));
        assertThat(next()).isEqualTo("another true");
    }

    private Runnable late(String name) {
        return () -> passed.add(name);
    }

    private static void on(EventLoop loop, Runnable task) throws Exception {
        loop.submit(task).get(60, SECONDS);
    }

    private String next() throws InterruptedException {
        return String.valueOf(passed.poll(60, SECONDS));
    }
}
