package io.keywright.core.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Lets what failed rest for a while, twice as long each time. Belongs to one thread; forgotten at a start, which tries all again. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int MOST_DOUBLINGS = 10;

    private record Rest(int failures, Instant until) {}

    private final Map<Object, Rest> rests = new HashMap<>();

    boolean rests(Object what, Instant now) {
        Rest rest = rests.get(what);
        return rest != null && now.isBefore(rest.until());
    }

    void failed(Object what, Instant now) {
        Rest before = rests.get(what);
        int failures = before == null ? 0 : before.failures();
        Duration pause = FIRST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        rests.put(what, new Rest(failures + 1, now.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST)));
    }

    void succeeded(Object what) {
        rests.remove(what);
    }

    /** Forgets what nobody has tried for twice the longest rest. */
    void tidy(Instant now) {
        rests.values().removeIf(rest -> rest.until().plus(LONGEST).isBefore(now));
    }
}
