package io.keywright.server.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How long those who vouch for clients, and the lists of whom they have revoked, are still valid.
 *
 * @param authorities when the first of them ends
 * @param lists when the first of them ends
 */
public record TrustMeters(
        Supplier<Optional<Instant>> authorities, Supplier<Optional<Instant>> lists, InstantSource clock)
        implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        seconds(
                registry,
                "kms.authority.expiry",
                "Until the first of the authorities of clients has expired; NaN without any",
                authorities);
        seconds(
                registry,
                "kms.crl.expiry",
                "Until the first of the revocation lists of clients is out of date; negative after that, NaN without any",
                lists);
    }

    private void seconds(MeterRegistry registry, String name, String description, Supplier<Optional<Instant>> end) {
        Gauge.builder(name, end, it -> it.get().map(this::left).orElse(Double.NaN))
                .description(description)
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private double left(Instant end) {
        return Duration.between(clock.instant(), end).toSeconds();
    }
}
