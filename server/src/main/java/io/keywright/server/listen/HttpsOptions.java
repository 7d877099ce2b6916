package io.keywright.server.listen;

import io.keywright.server.identity.certificate.HandshakeTrust;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Singleton;

/**
 * Has TLS ask this service's own certificate and trust, which change while it runs, instead of fixed files, and run in native
 * code, on every address of the host.
 */
@Singleton
class HttpsOptions implements HttpServerOptionsCustomizer {

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
        options.setKeyCertOptions(KeyCertOptions.wrap(certificate));
        options.setTrustOptions(TrustOptions.wrap(trust));
        options.setSslEngineOptions(NativeTls.engine());
        listeners.listen(options);
    }
}
