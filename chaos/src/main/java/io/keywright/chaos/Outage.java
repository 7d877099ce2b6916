package io.keywright.chaos;

import io.keywright.chaos.history.History;
import io.keywright.chaos.history.Incident;
import io.keywright.chaos.history.Kind;
import io.keywright.chaos.history.Operation;
import java.time.Duration;

/** For how long a fault kept those waiting whose own node it did not befall. */
record Outage(History history, Incident incident) {

    /** What a fault does may show a while after it was mended. */
    private static final long AFTER_NANOS = Duration.ofSeconds(10).toNanos();

    private static final double NANOS = 1e9;

    /** The longest time in which no use of a key was acknowledged by any such node. It ends where the next fault begins. */
    double seconds() {
        long last = incident.start();
        long longest = 0;
        long end = Math.min(incident.end() + AFTER_NANOS, startOfNext());
        for (Operation operation : history.operations()) {
            boolean counts = operation.kind() == Kind.SIGN
                    && operation.done()
                    && operation.node() != incident.node()
                    && operation.end() > incident.start();
            if (counts && last < end) {
                longest = Math.max(longest, Math.min(operation.end(), end) - last);
                last = operation.end();
            }
        }
        return longest / NANOS;
    }

    private long startOfNext() {
        return history.incidents().stream()
                .mapToLong(Incident::start)
                .filter(start -> start > incident.start())
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
