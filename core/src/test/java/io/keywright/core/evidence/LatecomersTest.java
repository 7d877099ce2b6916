package io.keywright.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LatecomersTest {

    private static final Instant TO = Instant.parse("2026-03-01T12:00:00Z");

    /** Goes on by ten seconds each time that it is looked at. */
    private static final class Running extends Clock {

        private Instant now = TO.plusSeconds(5);

        @Override
        public Instant instant() {
            now = now.plusSeconds(10);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void aRangeIsCompleteOnceWhatOthersMayStillWriteIsThere() throws Exception {
        int[] checks = {0};
        new Latecomers(Duration.ofSeconds(40)).await(TO, new Running(), () -> checks[0]++);
        assertThat(checks[0]).isEqualTo(3);
    }

    @Test
    void oneNodeWaitsForNobody() throws Exception {
        Latecomers.NONE.await(TO.plusSeconds(60), Clock.fixed(TO, ZoneOffset.UTC), () -> {
            throw new IOException("waits");
        });
    }

    @Test
    void whoGivesTheExportUpNeedNotWait() {
        Latecomers latecomers = new Latecomers(Duration.ofDays(1));
        assertThatThrownBy(() -> latecomers.await(TO, Clock.fixed(TO, ZoneOffset.UTC), () -> {
                    throw new IOException("given up");
                }))
                .hasMessage("given up");
    }
}
