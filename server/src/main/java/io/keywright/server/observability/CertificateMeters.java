package io.keywright.server.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** How long the certificate that the service shows is still valid. */
public record CertificateMeters(Supplier<Instant> end, InstantSource clock) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("kms.certificate.expiry", this, CertificateMeters::left)
                .description("Until the certificate that the service shows has expired; negative after that")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private double left() {
        return Duration.between(clock.instant(), end.get()).toSeconds();
    }
}
