package io.keywright.server.observability;

import io.keywright.core.approval.WaitingApprovals;
import io.keywright.core.approval.WaitingApprovals.Waiting;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** How many requests for approval wait for an approver, and for how long. */
public final class ApprovalMeters implements MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Reading<Waiting> waiting;
    private final InstantSource clock;

    public ApprovalMeters(WaitingApprovals approvals, InstantSource clock, Executor blocking) {
        this.clock = clock;
        this.waiting = new Reading<>(() -> approvals.at(clock.instant()), Waiting.NONE, FRESH, clock, blocking);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        waiting.begin();
        Gauge.builder("kms.approvals.waiting", this, it -> it.waiting.value().number())
                .description("Requests for approval that still wait for an approver")
                .strongReference(true)
                .register(registry);
        Gauge.builder("kms.approvals.oldest.age", this, ApprovalMeters::oldestSeconds)
                .description(
                        "Age of the oldest request for approval that still waits for an approver; 0 if there is none")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private double oldestSeconds() {
        return waiting.value()
                .oldest()
                .map(made -> Duration.between(made, clock.instant()).toSeconds())
                .orElse(0L);
    }
}
