package io.keywright.server.wiring;

import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.KeywrightConfig.Tls;
import io.keywright.server.config.Misconfigured;
import io.keywright.server.listen.ServedCertificate;
import io.keywright.server.observability.CertificateMeters;
import io.keywright.server.observability.Remarks;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** The part of {@link Wiring} that shows the service's own certificate. */
@Singleton
class TlsWiring {

    private final Tls tls;
    private final Clock clock = Clock.systemUTC();

    TlsWiring(KeywrightConfig config) {
        this.tls = config.tls();
    }

    @Produces
    @Singleton
    ServedCertificate servedCertificate(Remarks remarks) {
        try {
            return new ServedCertificate(tls.certificate(), tls.key(), clock, remarks);
        } catch (IOException e) {
            // It was good when it was checked before the start.
            throw new Misconfigured(List.of("keywright.tls: " + e.getMessage()));
        }
    }

    @Produces
    @Singleton
    MeterBinder certificateMeters(ServedCertificate certificate) {
        return new CertificateMeters(certificate::own, clock);
    }
}
