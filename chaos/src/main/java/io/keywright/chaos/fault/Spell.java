package io.keywright.chaos.fault;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** For how long, and how much, by chance. */
record Spell(RandomGenerator random) {

    private static final int SHORTEST_MILLIS = 300;
    private static final int LONGEST_MILLIS = 6_000;
    private static final int MOST_SECONDS_WRONG = 90;

    /** Returns when it is over. */
    void lasts() throws InterruptedException {
        Thread.sleep(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
    }

    /** By how much a clock is wrong. */
    Duration clockError() {
        return Duration.ofSeconds(random.nextInt(-MOST_SECONDS_WRONG, MOST_SECONDS_WRONG + 1));
    }
}
