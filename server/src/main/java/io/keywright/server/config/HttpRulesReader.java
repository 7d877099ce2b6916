package io.keywright.server.config;

import io.keywright.server.config.KeywrightConfig.Http;
import io.quarkus.runtime.configuration.MemorySize;
import java.time.Duration;

/** Checks how large and how slow requests may be. */
final class HttpRulesReader {

    private static final String MAX_BODY = "keywright.http.max-body";
    private static final long MAX_BODY_BYTES = 2 << 20;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private HttpRulesReader() {}

    static void check(Http http, Faults faults) {
        long body = http.maxBody().asLongValue();
        long payload = http.maxPayload().asLongValue();
        faults.unless(body > 0 && body <= MAX_BODY_BYTES, MAX_BODY, "must be from 1 to 2M.");
        faults.unless(
                payload > 0 && payload < body,
                "keywright.http.max-payload",
                "must be at least 1, and less than " + MAX_BODY + ".");
        faults.unless(
                http.bodyMemory()
                        .map(MemorySize::asLongValue)
                        .filter(bytes -> bytes < body)
                        .isEmpty(),
                "keywright.http.body-memory",
                "must be at least " + MAX_BODY + ".");
        timeout(faults, "keywright.http.head-timeout", http.headTimeout());
        timeout(faults, "keywright.http.body-timeout", http.bodyTimeout());
        timeout(faults, "keywright.http.request-timeout", http.requestTimeout());
    }

    private static void timeout(Faults faults, String property, Duration limit) {
        faults.unless(
                limit.compareTo(SHORTEST) >= 0 && limit.compareTo(LONGEST) <= 0,
                property,
                "must be from PT0.1S to PT5M.");
    }
}
