package io.keywright.server.config;

import java.time.Duration;

/** Turns the operator's properties into rules for events; refuses those that make no sense. */
public final class EventRulesReader {

    private static final int MOST_STREAMS = 10_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private EventRulesReader() {}

    /**
     * The rules that {@code config} sets for streams.
     *
     * @throws Misconfigured naming every fault
     */
    public static StreamRules read(EventsConfig config) {
        Faults faults = new Faults();
        StreamRules rules = read(config, faults);
        faults.throwIfAny();
        return rules;
    }

    /** The rules that {@code config} sets for streams, of use only if no faults are noted. */
    public static StreamRules read(EventsConfig config, Faults faults) {
        faults.unless(
                config.streamsPerTenant() >= 1 && config.streamsPerTenant() <= MOST_STREAMS,
                "keywright.events.streams-per-tenant",
                "must be from 1 to " + MOST_STREAMS + ".");
        faults.unless(
                config.heartbeat().compareTo(SHORTEST) >= 0
                        && config.heartbeat().compareTo(LONGEST) <= 0,
                "keywright.events.heartbeat",
                "must be from PT1S to PT1M.");
        return new StreamRules(config.streamsPerTenant(), config.heartbeat());
    }
}
