package io.keywright.server.token;

import java.time.Duration;

/**
 * How old an issuer's keys may get.
 *
 * @param refresh after which they are read again
 * @param pause how long after a reading, good or bad, there is no other, whatever tokens come
 * @param maxStale after which keys that could not be read again are used no more
 */
public record Freshness(Duration refresh, Duration pause, Duration maxStale) {}
