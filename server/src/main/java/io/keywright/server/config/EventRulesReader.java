package io.keywright.server.config;

import java.time.Duration;

/** Turns the operator's properties into rules for event streams; refuses those that make no sense. */
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

    /** Notes everything that is wrong with {@code config}. */
    public static void check(EventsConfig config, Faults faults) {
        read(config, faults);
        DeliveryRulesReader.read(config, faults);
        WebhookRulesReader.read(config.webhooks(), faults);
        KafkaRulesReader.read(config.kafka(), faults);
    }

    private static StreamRules read(EventsConfig config, Faults faults) {
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
