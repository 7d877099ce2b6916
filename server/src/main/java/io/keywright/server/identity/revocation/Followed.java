package io.keywright.server.identity.revocation;

import io.keywright.pki.validation.RevocationList;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A list that is kept up to date.
 *
 * @param authority that vouches for whoever publishes it
 * @param delta what has changed since the complete one
 * @param next when it is to be fetched again
 * @param failures how often that failed in a row
 */
record Followed(
        ListPoint point,
        X509Certificate authority,
        Optional<RevocationList> complete,
        Optional<RevocationList> delta,
        Instant next,
        int failures) {

    private static final Duration LEAST = Duration.ofSeconds(10);
    private static final Duration MOST_AFTER_FAILURE = Duration.ofMinutes(15);
    private static final int DOUBLINGS = 8;

    /** One that was not fetched yet. */
    static Followed anew(ListPoint point, X509Certificate authority, Instant now) {
        return new Followed(point, authority, Optional.empty(), Optional.empty(), now, 0);
    }

    Stream<RevocationList> lists() {
        return Stream.concat(complete.stream(), delta.stream());
    }

    /**
     * The same with what was fetched now.
     *
     * @param refresh after which time it is fetched again at the latest; half of its life, if that is less
     * @param jitter from 0 to 1, so that not all nodes come at once
     */
    Followed fetched(
            RevocationList list, Optional<RevocationList> changes, Instant now, Duration refresh, double jitter) {
        Duration half = Stream.concat(Stream.of(list), changes.stream())
                .map(it -> Duration.between(now, it.end()).dividedBy(2))
                .reduce(refresh, Followed::shorter);
        return new Followed(point, authority, Optional.of(list), changes, later(now, half, jitter), 0);
    }

    /** The same after a fetch that failed: what is there stays in force. */
    Followed failed(Instant now, Duration refresh, double jitter) {
        Duration pause = LEAST.multipliedBy(1L << Math.min(failures, DOUBLINGS));
        return new Followed(
                point,
                authority,
                complete,
                delta,
                later(now, shorter(shorter(pause, MOST_AFTER_FAILURE), refresh), jitter),
                failures + 1);
    }

    /** Until when it tells how certificates stand; one that was not fetched yet does not at all. */
    Instant end() {
        return lists().map(RevocationList::end).min(Comparator.naturalOrder()).orElse(Instant.MIN);
    }

    /** How many certificates it names. */
    long entries() {
        return lists().mapToLong(it -> it.named().size()).sum();
    }

    /** Whether it came when it was fetched the last time. */
    boolean comes() {
        return complete.isPresent() && failures == 0;
    }

    /** Whether it can tell of nobody any more, as its issuer's own time is over. */
    boolean isOver(Instant now) {
        return point.issuer().getNotAfter().toInstant().isBefore(now);
    }

    /** What somebody should look at; empty if the list is well. */
    Optional<String> remark(Instant now) {
        return complete.filter(it -> it.isLateAt(now))
                .map(it -> "ends at " + it.end() + ", and there is no newer one where it is published");
    }

    private static Instant later(Instant now, Duration pause, double jitter) {
        Duration wanted = pause.compareTo(LEAST) < 0 ? LEAST : pause;
        return now.plus(wanted).minusMillis((long) (wanted.toMillis() * jitter / 4));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
