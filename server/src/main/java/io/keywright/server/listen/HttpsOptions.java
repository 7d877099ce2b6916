package io.keywright.server.listen;

import io.keywright.server.identity.certificate.HandshakeTrust;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Singleton;

/** Has TLS ask this service's own trust, which changes while it runs, instead of a fixed file, and run in native code. */
@Singleton
class HttpsOptions implements HttpServerOptionsCustomizer {

    private final HandshakeTrust trust;

    HttpsOptions(HandshakeTrust trust) {
        this.trust = trust;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setTrustOptions(TrustOptions.wrap(trust));
        options.setSslEngineOptions(NativeTls.engine());
    }
}
