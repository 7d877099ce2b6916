package io.keywright.server.config;

import io.keywright.model.pem.PemFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
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

    /** What is said of a property whose file could not be used. */
    public static String advice(Exception reason) {
        return "must be a file with PEM certificates: " + reason.getMessage();
    }

    /**
     * What trusts the authorities in a PEM file, and no others.
     *
     * @throws IOException also if there is none in it
     */
    public static TrustManagerFactory factory(Path authorities) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (Certificate authority : new PemFile(authorities).certificates()) {
            trusted.setCertificateEntry(String.valueOf(trusted.size()), authority);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust;
    }
}
