package io.keywright.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS of a client of what is configured by its URL. */
public final class TrustedTls {

    private TrustedTls() {}

    /** Trusts the authorities in a PEM file and no others; those of the JVM if there is no file. */
    public static SSLContext by(Optional<Path> authorities) throws IOException, GeneralSecurityException {
        return authorities.isEmpty() ? SSLContext.getDefault() : by(authorities.get());
    }

    /** Trusts the authorities in a PEM file, and no others. */
    static SSLContext by(Path authorities) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory(authorities).getTrustManagers(), null);
        return context;
    }

    /**
     * What trusts the authorities in a PEM file, and no others.
     *
     * @throws GeneralSecurityException also if there is none in it
     */
    public static TrustManagerFactory factory(Path authorities) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(authorities)) {
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry(String.valueOf(trusted.size()), authority);
            }
        }
        if (trusted.size() == 0) {
            throw new CertificateException("no certificate in " + authorities);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust;
    }
}
