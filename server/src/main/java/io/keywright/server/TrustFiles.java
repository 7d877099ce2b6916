package io.keywright.server;

import io.keywright.core.journal.StoreException;
import io.keywright.core.trust.TrustAnchorStore;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.Misconfigured;
import io.keywright.server.identity.trust.CrlFiles;
import io.keywright.server.identity.trust.RevocationLists.WhenStale;
import io.keywright.server.identity.trust.TrustSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The files that say whose client certificates are accepted, read at start. */
final class TrustFiles {

    private TrustFiles() {}

    static TrustSource open(KeywrightConfig.Tls tls, TrustAnchorStore store) throws StoreException {
        CrlFiles crls = new CrlFiles(
                tls.clientCrl().orElse(List.of()),
                WhenStale.valueOf(tls.clientCrlStale().name()));
        TrustSource source = new TrustSource(authorities(tls.clientCa()), store, crls);
        try {
            source.reload();
            return source;
        } catch (IOException | GeneralSecurityException e) {
            throw new Misconfigured(List.of("keywright.tls.client-crl: must be files with revocation lists that can be"
                    + " read, DER or PEM (" + e.getMessage() + ")."));
        }
    }

    private static Set<X509Certificate> authorities(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            Set<X509Certificate> found = new HashSet<>();
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .forEach(it -> found.add((X509Certificate) it));
            if (found.isEmpty()) {
                throw new GeneralSecurityException("no certificate in it");
            }
            return found;
        } catch (IOException | GeneralSecurityException e) {
            throw new Misconfigured(
                    List.of("keywright.tls.client-ca: must be a file with PEM certificates (" + e.getMessage() + ")."));
        }
    }
}
