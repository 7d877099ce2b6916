package io.keywright.server.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.journal.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** A scrape waits for the store once, and never again. */
class ReadingTest {

    private final Queue<Runnable> later = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-11-27T00:00:00Z");
    private boolean broken;
    private int read;

    private final Reading<Integer> reading = new Reading<>(this::next, 0, Duration.ofSeconds(5), () -> now, later::add);

    private int next() throws StoreException {
        if (broken) {
            throw new StoreException("it cannot be read");
        }
        read++;
        return read;
    }

    private void pass() {
        now = now.plusSeconds(6);
    }

    @Test
    void theFirstToAskWaitsWhereNothingWasReadYet() {
        reading.begin();
        assertThat(reading.value()).isEqualTo(1);
        later.remove().run();
        assertThat(reading.value()).isEqualTo(1);
    }

    @Test
    void whatIsTooOldIsGivenUntilItIsReadAnewAndThatOnce() {
        assertThat(reading.value()).isEqualTo(1);
        pass();
        assertThat(reading.value()).isEqualTo(1);
        assertThat(reading.value()).isEqualTo(1);
        assertThat(later).hasSize(1);
        later.remove().run();
        assertThat(reading.value()).isEqualTo(2);
        assertThat(later).isEmpty();
    }

    @Test
    void whereTheStoreFailsTheLastFiguresStand() {
        assertThat(reading.value()).isEqualTo(1);
        broken = true;
        pass();
        reading.value();
        later.remove().run();
        assertThat(reading.value()).isEqualTo(1);
        broken = false;
        pass();
        reading.value();
        later.remove().run();
        assertThat(reading.value()).isEqualTo(2);
    }
}
