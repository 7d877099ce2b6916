package io.keywright.server;

import io.keywright.core.Settings;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.TokenRulesReader;
import io.keywright.server.identity.Callers;
import io.keywright.server.identity.certificate.CertificateCallers;
import io.keywright.server.identity.token.BearerTokens;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/** The part of {@link Wiring} that finds out who calls. */
@Singleton
class IdentityWiring {

    private final KeywrightConfig config;
    private final ExecutorService blocking;
    private final Clock clock = Clock.systemUTC();

    IdentityWiring(KeywrightConfig config, @VirtualThreads ExecutorService blocking) {
        this.config = config;
        this.blocking = blocking;
    }

    /** Settings come first, so that all faults are told at once. */
    @Produces
    @Singleton
    Callers callers(Settings checked) {
        return new Callers(new CertificateCallers(), tokens(), blocking);
    }

    private BearerTokens tokens() {
        return new BearerTokens(
                TokenRulesReader.read(config), Issuers.of(config.identity().jwt(), clock), clock);
    }
}
