package io.keywright.server.observability;

import io.keywright.server.identity.trust.ClientTrust;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** How long those who vouch for clients, and the lists of whom they have revoked, are still valid. */
public record TrustMeters(ClientTrust trust, InstantSource clock) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        ends(
                registry,
                "kms.authority.expiry",
                "Until the first of the authorities of clients has expired; NaN without any",
                it -> it.current().earliestEnd());
        ends(
                registry,
                "kms.crl.expiry",
                "Until the first of the revocation lists of clients is out of date; negative after that, NaN without any",
                it -> it.current().revocations().earliestEnd());
    }

    private void ends(
            MeterRegistry registry, String name, String description, Function<ClientTrust, Optional<Instant>> end) {
        Gauge.builder(name, trust, it -> end.apply(it).map(this::left).orElse(Double.NaN))
                .description(description)
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private double left(Instant end) {
        return Duration.between(clock.instant(), end).toSeconds();
    }
}
