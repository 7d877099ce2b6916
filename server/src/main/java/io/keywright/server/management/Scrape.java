package io.keywright.server.management;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/** Hands out the metrics, to one at a time: how many ask does not decide how much work there is. Thread-safe. */
public final class Scrape {

    private final Semaphore turn = new Semaphore(1);
    private volatile Optional<UnaryOperator<String>> source = Optional.empty();

    /** From now on there are metrics: {@code metrics} gives them as text of a media type. */
    public void from(UnaryOperator<String> metrics) {
        source = Optional.of(metrics);
    }

    /** The metrics; empty if there are none yet, or another is at it. */
    Optional<byte[]> take(String mediaType) {
        return source.filter(there -> turn.tryAcquire()).map(metrics -> {
            try {
                return metrics.apply(mediaType).getBytes(StandardCharsets.UTF_8);
            } finally {
                turn.release();
            }
        });
    }
}
