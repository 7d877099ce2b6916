package io.keywright.server.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.journal.StoreClosedException;
import io.keywright.core.journal.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** A scrape waits for the store once, and never again. */
class ReadingTest {

    private final Queue<Runnable> later = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-11-27T00:00:00Z");
    private boolean broken;
    private boolean closed;
    private int read;

    private final Reading<Integer> reading = new Reading<>(this::next, 0, Duration.ofSeconds(5), () -> now, later::add);

    private int next() throws StoreException {
        if (closed) {
            throw new StoreClosedException();
        }
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

    @Test
    void aServerThatEndsIsNotWarnedOf() {
        assertThat(warnings()).hasSize(1);
        closed = true;
        assertThat(warnings()).isEmpty();
        assertThat(reading.value()).isEqualTo(0);
    }

    /** What one reading of a broken store warns of. */
    private List<LogRecord> warnings() {
        List<LogRecord> warnings = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                warnings.add(logged);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(Reading.class.getName());
        logger.addHandler(handler);
        try {
            broken = true;
            pass();
            reading.value();
            later.forEach(Runnable::run);
        } finally {
            logger.removeHandler(handler);
        }
        return warnings;
    }
}
