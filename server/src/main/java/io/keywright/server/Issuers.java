package io.keywright.server;

import io.keywright.server.config.IdentityConfig;
import io.keywright.server.config.Misconfigured;
import io.keywright.server.identity.token.Freshness;
import io.keywright.server.identity.token.Issuer;
import io.keywright.server.identity.token.KeySetFile;
import io.keywright.server.identity.token.KeySetSource;
import io.keywright.server.identity.token.KeySetUrl;
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

    private Issuers() {}

    static List<Issuer> of(IdentityConfig.Jwt jwt, InstantSource clock) {
        Freshness freshness = new Freshness(jwt.refresh(), jwt.refreshPause(), jwt.maxStale());
        return jwt.issuers().entrySet().stream()
                .map(entry -> new Issuer(entry.getValue().issuer(), source(entry), freshness, clock))
                .toList();
    }

    private static KeySetSource source(Map.Entry<String, IdentityConfig.Issuer> configured) {
        IdentityConfig.Issuer issuer = configured.getValue();
        Optional<Path> file = issuer.jwksFile();
        if (file.isPresent()) {
            return new KeySetFile(file.get());
        }
        try {
            return new KeySetUrl(issuer.jwksUrl().orElseThrow(), tls(issuer.jwksCa()));
        } catch (IOException | GeneralSecurityException e) {
            String property = "keywright.identity.jwt.issuers." + configured.getKey() + ".jwks-ca";
            throw new Misconfigured(List.of(property + ": must be a file with PEM certificates."));
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
