package io.keywright.server.observability.tracing;

import io.keywright.core.work.Supervisor;
import io.keywright.egress.AddressRule;
import io.keywright.egress.Egress;
import io.keywright.egress.GuardedLookup;
import io.keywright.egress.Limits;
import io.keywright.egress.Target;
import io.keywright.server.observability.tracing.TraceRules.Callers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Traces to a collector of the test's, and what was counted of them. */
public final class Traces implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    public final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    public final OpenTelemetryTracing tracing;

    /** @param url of the collector */
    public Traces(String url, double share, Callers callers) {
        TraceRules rules = new TraceRules(
                Target.parse(url + "/v1/traces"), Map.of("X-Api-Key", "sesame"), share, callers, "node-1");
        Collector collector = new Collector(rules, egress());
        SpanQueue queue = new SpanQueue(collector, registry, new Supervisor(), Duration.ofMillis(10));
        this.tracing = new OpenTelemetryTracing(rules, "1.2.3", queue);
    }

    static Egress egress() {
        try {
            return new Egress(
                    new GuardedLookup(AddressRule.ANY), SSLContext.getDefault(), Limits.of(PATIENCE, PATIENCE, 1000));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** How many spans were exported or dropped. */
    public double counted(String result) {
        return registry.get("kms.trace.spans").tag("result", result).counter().count();
    }

    /** Sends what waits. */
    @Override
    public void close() {
        tracing.close();
    }
}
