package io.keywright.server.observability;

import io.keywright.core.compliance.FindingStore;
import io.keywright.core.compliance.MonitorWatch;
import io.keywright.core.compliance.Round;
import io.keywright.model.ComplianceCheck;
import io.keywright.model.SubjectType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** How many findings are open, and how the monitor does. Names no tenant and no key. */
public final class ComplianceMeters implements MeterBinder, MonitorWatch {

    private static final Logger LOG = Logger.getLogger(ComplianceMeters.class);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Reading<Map<ComplianceCheck, Long>> open;
    private volatile double lastSeconds = Double.NaN;

    public ComplianceMeters(FindingStore store, InstantSource clock, Executor blocking) {
        this.open = new Reading<>(store::counts, Map.of(), FRESH, clock, blocking);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (ComplianceCheck check : ComplianceCheck.values()) {
            Gauge.builder("kms.compliance.findings", this, it -> it.open.value().getOrDefault(check, 0L))
                    .description("Open findings of compliance, of all tenants, by check")
                    .tag("check", check.wireName())
                    .tag("severity", check.severity().wireName())
                    .strongReference(true)
                    .register(registry);
        }
        Gauge.builder("kms.compliance.round", this, it -> it.lastSeconds)
                .description("How long this node's last look at everything took; NaN before its first")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    /** The monitor has looked at everything. */
    public void ended(Round round) {
        lastSeconds = round.took().toNanos() / NANOS_PER_SECOND;
    }

    @Override
    public void failed(SubjectType survey, Exception cause) {
        LOG.warnf(
                cause,
                "event=compliance_check_failed survey=%s What it looks for may be there unseen until the next look.",
                survey.wireName());
    }
}
