package io.keywright.server.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.management.Standing.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What probes are told at each stage of a process's life. */
class StandingTest {

    private long nanos;
    private final Standing standing = new Standing(() -> nanos);

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static Verdict no(Reason reason) {
        return Verdict.no(reason);
    }

    @Test
    void aStartThatWaitsIsAliveAndSaysWhyItIsNotReady() {
        standing.looked(true);
        assertThat(standing.ready()).isEqualTo(no(Reason.STARTING));

        standing.starting(Reason.AWAITING_ROOT_PROVIDER);
        pass(Standing.HOPELESS.plusSeconds(1));

        assertThat(standing.live()).isEqualTo(Verdict.YES);
        assertThat(standing.hasStarted()).isEqualTo(no(Reason.AWAITING_ROOT_PROVIDER));
        assertThat(standing.ready()).isEqualTo(no(Reason.AWAITING_ROOT_PROVIDER));
    }

    @Test
    void whatServesIsAllOfIt() {
        standing.looked(true);
        standing.started();

        assertThat(standing.live()).isEqualTo(Verdict.YES);
        assertThat(standing.hasStarted()).isEqualTo(Verdict.YES);
        assertThat(standing.ready()).isEqualTo(Verdict.YES);
    }

    @Test
    void poorHealthIsNoReasonToEndTheProcess() {
        standing.started();
        standing.looked(false);

        assertThat(standing.ready()).isEqualTo(no(Reason.UNHEALTHY));
        assertThat(standing.live()).isEqualTo(Verdict.YES);
        standing.looked(true);
        assertThat(standing.ready()).isEqualTo(Verdict.YES);
    }

    @Test
    void aProcessThatNoLongerLooksAfterItselfIsNotReadyAndSoonNotAlive() {
        standing.looked(true);
        standing.started();

        pass(Standing.FRESH.plusNanos(1));
        assertThat(standing.ready()).isEqualTo(no(Reason.HEALTH_UNKNOWN));
        assertThat(standing.live()).isEqualTo(Verdict.YES);

        pass(Standing.HOPELESS);
        assertThat(standing.live()).isEqualTo(no(Reason.HEALTH_UNKNOWN));
    }

    @Test
    void whoIsToldToEndIsAliveUntilItIsGone() {
        standing.stopping();
        standing.started();
        standing.looked(true);
        pass(Standing.HOPELESS.plusSeconds(1));

        assertThat(standing.ready()).isEqualTo(no(Reason.STOPPING));
        assertThat(standing.live()).isEqualTo(Verdict.YES);
        assertThat(standing.hasStarted()).isEqualTo(Verdict.YES);
    }
}
