package io.keywright.server.wiring;

import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.lifecycle.KeyVault;
import io.keywright.egress.Target;
import io.keywright.server.config.IdentityConfig;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.Misconfigured;
import io.keywright.server.config.TokenIssuerConfig;
import io.keywright.server.config.TrustedTls;
import io.keywright.server.observability.Remarks;
import io.keywright.server.token.Freshness;
import io.keywright.server.token.Issuer;
import io.keywright.server.token.KeySetFile;
import io.keywright.server.token.KeySetSource;
import io.keywright.server.token.KeySetUrl;
import io.keywright.server.token.OwnKeys;
import io.keywright.server.token.TenantLimit;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The issuers of tokens, as they are configured. */
final class Issuers {

    private final IdentityConfig.Jwt reading;
    private final KeyStore keys;
    private final KeyVault vault;
    private final InstantSource clock;
    private final Remarks remarks;

    /**
     * @param config settles for all of them how old their keys may get
     * @param keys where this service's own are that sign tokens
     * @param vault vouches for them
     */
    Issuers(KeywrightConfig config, KeyStore keys, KeyVault vault, InstantSource clock, Remarks remarks) {
        this.remarks = remarks;
        this.reading = config.identity().jwt();
        this.keys = keys;
        this.vault = vault;
        this.clock = clock;
    }

    /** @param prefix of their properties, up to the name of the first */
    List<Issuer> of(String prefix, Map<String, TokenIssuerConfig> issuers) {
        Freshness freshness = new Freshness(reading.refresh(), reading.refreshPause(), reading.maxStale());
        return issuers.entrySet().stream()
                .map(each -> new Issuer(
                        each.getKey(),
                        each.getValue().issuer(),
                        each.getValue().tenants().map(TenantLimit::of).orElseGet(TenantLimit.Everybody::new),
                        source(prefix + "." + each.getKey(), each.getValue()),
                        freshness,
                        clock,
                        remarks))
                .toList();
    }

    private KeySetSource source(String property, TokenIssuerConfig issuer) {
        Optional<Path> file = issuer.jwksFile();
        if (file.isPresent()) {
            return new KeySetFile(file.get());
        }
        if (issuer.jwksKeys().isPresent()) {
            return new OwnKeys(
                    keys, vault, OwnKeys.Place.parse(issuer.jwksKeys().get()));
        }
        try {
            return new KeySetUrl(
                    Target.parse(issuer.jwksUrl().orElseThrow().toString()), TrustedTls.by(issuer.jwksCa()));
        } catch (IOException | GeneralSecurityException e) {
            throw new Misconfigured(List.of(property + ".jwks-ca: " + TrustedTls.advice(e)));
        }
    }
}
