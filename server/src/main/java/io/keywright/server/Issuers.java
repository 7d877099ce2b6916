package io.keywright.server;

import io.keywright.server.config.IdentityConfig;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.Misconfigured;
import io.keywright.server.config.TokenIssuerConfig;
import io.keywright.server.token.Freshness;
import io.keywright.server.token.Issuer;
import io.keywright.server.token.KeySetFile;
import io.keywright.server.token.KeySetSource;
import io.keywright.server.token.KeySetUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The issuers of tokens, as they are configured. */
final class Issuers {

    private final IdentityConfig.Jwt reading;
    private final InstantSource clock;

    /** @param config settles for all of them how old their keys may get */
    Issuers(KeywrightConfig config, InstantSource clock) {
        this.reading = config.identity().jwt();
        this.clock = clock;
    }

    /** @param prefix of their properties, up to the name of the first */
    List<Issuer> of(String prefix, Map<String, TokenIssuerConfig> issuers) {
        Freshness freshness = new Freshness(reading.refresh(), reading.refreshPause(), reading.maxStale());
        return issuers.entrySet().stream()
                .map(each -> new Issuer(
                        each.getKey(),
                        each.getValue().issuer(),
                        source(prefix + "." + each.getKey(), each.getValue()),
                        freshness,
                        clock))
                .toList();
    }

    private static KeySetSource source(String property, TokenIssuerConfig issuer) {
        Optional<Path> file = issuer.jwksFile();
        if (file.isPresent()) {
            return new KeySetFile(file.get());
        }
        try {
            return new KeySetUrl(issuer.jwksUrl().orElseThrow(), tls(issuer.jwksCa()));
        } catch (IOException | GeneralSecurityException e) {
            throw new Misconfigured(List.of(property + ".jwks-ca: must be a file with PEM certificates."));
        }
    }

    private static SSLContext tls(Optional<Path> authorities) throws IOException, GeneralSecurityException {
        if (authorities.isEmpty()) {
            return SSLContext.getDefault();
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(authorities.get())) {
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry(String.valueOf(trusted.size()), authority);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
