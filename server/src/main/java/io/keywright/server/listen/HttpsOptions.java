package io.keywright.server.listen;

import io.keywright.server.identity.certificate.HandshakeTrust;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Has TLS ask this service's own certificate and trust, which change while it runs, instead of fixed files, and run in native
 * code, on every address of the host.
 */
@Singleton
public class HttpsOptions implements HttpServerOptionsCustomizer {

    private static final Set<String> VERSIONS = Set.of("TLSv1.3", "TLSv1.2");

    private final HandshakeTrust trust;
    private final ServedCertificate certificate;
    private final Listeners listeners;

    HttpsOptions(HandshakeTrust trust, ServedCertificate certificate, Listeners listeners) {
        this.certificate = certificate;
        this.trust = trust;
        this.listeners = listeners;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        show(options);
        options.setTrustOptions(TrustOptions.wrap(trust));
        listeners.listen(options);
    }

    /** For those that have no certificate: the same TLS, in which nobody is asked for one. */
    public HttpServerOptions withoutClientCertificates() {
        HttpServerOptions options = new HttpServerOptions().setSsl(true).setEnabledSecureTransportProtocols(VERSIONS);
        show(options);
        return options;
    }

    private void show(HttpServerOptions options) {
        options.setKeyCertOptions(KeyCertOptions.wrap(certificate));
        options.setSslEngineOptions(NativeTls.engine());
    }
}
