package io.keywright.providers.azure;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom TLS believes. */
final class Trust {

    private Trust() {}

    /** The platform's certificates, or those of {@code file} instead. */
    static SSLContext of(Optional<Path> file) throws RootProviderException {
        try {
            return file.isPresent() ? ofFile(file.get()) : SSLContext.getDefault();
        } catch (IOException | GeneralSecurityException e) {
            throw new RootProviderException(
                    Reason.WRONG_ENDPOINT,
                    file.map(Path::toString).orElse("The platform's trust store")
                            + " must be readable and hold certificates as PEM.",
                    e);
        }
    }

    private static SSLContext ofFile(Path file) throws IOException, GeneralSecurityException {
        KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        try (var in = Files.newInputStream(file)) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                anchors.setCertificateEntry(Integer.toString(anchors.size()), each);
            }
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
