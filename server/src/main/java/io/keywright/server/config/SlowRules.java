package io.keywright.server.config;

import io.keywright.model.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From when on a request is slow. A time of zero is for never.
 *
 * @param operations those that have a time of their own
 */
public record SlowRules(Duration usual, Map<Operation, Duration> operations) {

    public SlowRules {
        operations = Map.copyOf(operations);
    }

    /** The shortest time from which on any request is slow; empty if none ever is. */
    public Optional<Duration> shortest() {
        return Stream.concat(Stream.of(usual), operations.values().stream())
                .filter(Duration::isPositive)
                .min(Duration::compareTo);
    }

    /** Whether a request for {@code operation}, empty for what leaves no receipt, was slow. */
    public boolean slow(Optional<Operation> operation, Duration took) {
        Duration limit = operation.map(operations::get).orElse(usual);
        return limit.isPositive() && took.compareTo(limit) >= 0;
    }
}
