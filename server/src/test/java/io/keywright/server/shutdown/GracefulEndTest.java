package io.keywright.server.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.config.ShutdownConfig;
import io.keywright.server.management.Standing;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What happens between the signal and the exit code. */
class GracefulEndTest {

    private static final long PATIENCE_SECONDS = 30;
    private static final int TERM = 15;

    private record Config(Duration delay, Duration timeout) implements ShutdownConfig {}

    private final Standing standing = new Standing();
    private final Doors doors = new Doors();
    private final OpenRequests requests = new OpenRequests();
    private final EmbeddedChannel door = new EmbeddedChannel();
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final CountDownLatch streams = new CountDownLatch(1);

    private GracefulEnd end(Duration delay, Duration timeout) {
        doors.opened(door);
        standing.looked(true);
        standing.started();
        return new GracefulEnd(
                new Config(delay, timeout), standing, doors, requests, streams::countDown, new GracefulEnd.Ending() {
                    @Override
                    public void exit(int code) {
                        done.add("exit " + code);
                    }

                    @Override
                    public void halt(int code) {
                        done.add("halt " + code);
                    }
                });
    }

    private String outcome() throws InterruptedException {
        String outcome = done.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return outcome == null ? "nothing" : outcome;
    }

    @Test
    void withoutRequestsItEndsInOrder() throws Exception {
        end(Duration.ZERO, Duration.ofMinutes(1)).asHandler().accept(TERM);

        assertThat(outcome()).isEqualTo("exit 0");
        assertThat(door.isOpen()).isFalse();
        assertThat(streams.getCount()).isZero();
        assertThat(standing.ready().body()).contains("stopping");
    }

    @Test
    void whileOthersAreToNoticeEverythingIsServed() throws Exception {
        GracefulEnd end = end(Duration.ofHours(1), Duration.ZERO);
        end.asHandler().accept(TERM);

        while (standing.ready().yes()) {
            Thread.onSpinWait();
        }
        assertThat(door.isOpen()).isTrue();
        assertThat(streams.getCount()).isOne();
        assertThat(done).isEmpty();

        end.asHandler().accept(TERM);
        assertThat(outcome()).isEqualTo("halt 143");
    }

    @Test
    void requestsAreWaitedForUntilTheirTimeIsOver() throws Exception {
        requests.begun();
        end(Duration.ZERO, Duration.ofHours(1)).asHandler().accept(TERM);
        streams.await();
        assertThat(done).isEmpty();

        requests.ended();
        assertThat(outcome()).isEqualTo("exit 0");
    }

    @Test
    void whoTakesLongerIsCutOffWithACodeOfItsOwn() throws Exception {
        requests.begun();
        end(Duration.ZERO, Duration.ofMillis(1)).asHandler().accept(TERM);

        assertThat(outcome()).isEqualTo("exit 4");
        assertThat(requests.open()).isOne();
    }
}
