package io.keywright.server.rest;

import io.keywright.core.quota.Rate;
import io.keywright.core.quota.RateLimiter;
import io.keywright.model.KeywrightException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * One line of the log for each error that somebody is answered: who, from where, and why. Bounded for each of them and in
 * sum, so that no attack fills the disk; the line after a gap says how many are missing. Thread-safe.
 */
final class RefusalLines {

    private static final Rate OF_ONE = new Rate(5, 50);
    private static final Rate OF_ALL = new Rate(50, 500);

    /**
     * A line: its form, and what is filled in, as {@link String#format} takes them. What is filled in may be anybody's words.
     */
    record Line(String form, Object... parameters) {}

    private final RateLimiter<String> ofOne;
    private final RateLimiter<String> ofAll;
    private final AtomicLong missing = new AtomicLong();

    /** @param nanos a monotonic clock, as {@link System#nanoTime} is */
    RefusalLines(LongSupplier nanos) {
        this.ofOne = new RateLimiter<>("log", Optional.of(OF_ONE), nanos);
        this.ofAll = new RateLimiter<>("log", Optional.of(OF_ALL), nanos);
    }

    /** The line about an answer; empty if there were too many of them. */
    Optional<Line> about(Requester to, KeywrightException error, int status) {
        if (!ofOne.admits(to.subject() + "\n" + to.address()) || !ofAll.admits("")) {
            missing.incrementAndGet();
            return Optional.empty();
        }
        long before = missing.getAndSet(0);
        return Optional.of(line(to, error, status, before));
    }

    private static Line line(Requester to, KeywrightException error, int status, long before) {
        Map<String, Object> details = new TreeMap<>(error.details());
        Object receiptId = details.remove("receipt_id");
        StringBuilder form = new StringBuilder().append("event=%s request_id=%s");
        List<Object> parameters = new ArrayList<>(List.of(event(error), to.requestId()));
        to.traceId().ifPresent(traceId -> {
            form.append(" trace_id=%s");
            parameters.add(traceId);
        });
        if (receiptId != null) {
            form.append(" receipt_id=%s");
            parameters.add(receiptId);
        }
        form.append(" status=%d code=%s subject=\"%s\" address=%s details=%s");
        parameters.addAll(List.of(status, error.code(), to.subject(), to.address(), details));
        if (before > 0) {
            form.append(" unlogged_before=%d");
            parameters.add(before);
        }
        return new Line(form.toString(), parameters.toArray());
    }

    private static String event(KeywrightException error) {
        return switch (error.code()) {
            case INTERNAL_ERROR -> "internal_error";
            case DEPENDENCY_UNAVAILABLE -> "dependency_unavailable";
            case UNAUTHENTICATED -> "unauthenticated";
            case INVALID_REQUEST,
                    UNAUTHORIZED,
                    POLICY_VIOLATION,
                    KEY_NOT_FOUND,
                    KEY_INACTIVE,
                    KEY_REVOKED,
                    RATE_LIMITED -> "refused";
        };
    }
}
