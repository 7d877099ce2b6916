package io.keywright.server.rest;

import io.keywright.core.quota.Rate;
import io.keywright.core.quota.RateLimiter;
import io.keywright.model.KeywrightException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * One line of the log for each error that somebody is answered: who, from where, and why. Bounded for each of them and in
 * sum, so that no attack fills the disk; the line after a gap says how many are missing. Thread-safe.
 */
final class RefusalLines {

    private static final Rate OF_ONE = new Rate(5, 50);
    private static final Rate OF_ALL = new Rate(50, 500);
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\u2028\\u2029]");

    private final RateLimiter<String> ofOne;
    private final RateLimiter<String> ofAll;
    private final AtomicLong missing = new AtomicLong();

    /** @param nanos a monotonic clock, as {@link System#nanoTime} is */
    RefusalLines(LongSupplier nanos) {
        this.ofOne = new RateLimiter<>("log", Optional.of(OF_ONE), nanos);
        this.ofAll = new RateLimiter<>("log", Optional.of(OF_ALL), nanos);
    }

    /** The line about an answer; empty if there were too many of them. */
    Optional<String> about(Requester to, KeywrightException error, int status) {
        if (!ofOne.admits(to.subject() + "\n" + to.address()) || !ofAll.admits("")) {
            missing.incrementAndGet();
            return Optional.empty();
        }
        long before = missing.getAndSet(0);
        String line = "event=%s request_id=%s%s status=%d code=%s subject=\"%s\" address=%s details=%s%s"
                .formatted(
                        event(error),
                        to.requestId(),
                        to.traceId().map(id -> " trace_id=" + id).orElse(""),
                        status,
                        error.code(),
                        to.subject(),
                        to.address(),
                        error.details(),
                        before == 0 ? "" : " unlogged_before=" + before);
        return Optional.of(UNPRINTABLE.matcher(line).replaceAll("?"));
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
