package io.keywright.server.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** How long the certificate that the service shows is still valid, and how long it is valid at all. */
public record CertificateMeters(Supplier<X509Certificate> shown, InstantSource clock) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        seconds(
                registry,
                "kms.certificate.expiry",
                "Until the certificate that the service shows has expired; negative after that",
                CertificateMeters::left);
        seconds(
                registry,
                "kms.certificate.lifetime",
                "How long the certificate that the service shows is valid, from its beginning to its end",
                CertificateMeters::lifetime);
    }

    private void seconds(
            MeterRegistry registry, String name, String description, ToDoubleFunction<CertificateMeters> value) {
        Gauge.builder(name, this, value)
                .description(description)
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private double left() {
        return Duration.between(clock.instant(), shown.get().getNotAfter().toInstant())
                .toSeconds();
    }

    private double lifetime() {
        X509Certificate certificate = shown.get();
        return Duration.between(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant())
                .toSeconds();
    }
}
