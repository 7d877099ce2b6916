package io.keywright.providers.vault;

import io.keywright.model.pem.PemFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom to trust, and what certificate to show. */
final class VaultTls {

    private VaultTls() {}

    static SSLContext of(VaultSettings settings) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        Optional<Path> certificate = settings.login().certificate();
        Optional<Path> key = settings.login().certificateKey();
        KeyManager @Nullable [] shown =
                certificate.isPresent() && key.isPresent() ? identity(certificate.get(), key.get()) : null;
        context.init(shown, trust(settings.ca()), null);
        return context;
    }

    /** The authorities in the file and no others, or those of the JVM if there is no file. */
    static TrustManager[] trust(Optional<Path> authorities) throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities.isPresent() ? trusting(new PemFile(authorities.get()).certificates()) : null);
        return trust.getTrustManagers();
    }

    private static KeyStore trusting(List<X509Certificate> authorities) throws IOException, GeneralSecurityException {
        KeyStore trusted = empty();
        for (Certificate authority : authorities) {
            trusted.setCertificateEntry(String.valueOf(trusted.size()), authority);
        }
        return trusted;
    }

    static KeyManager[] identity(Path certificate, Path key) throws IOException, GeneralSecurityException {
        Certificate[] chain = new PemFile(certificate).certificates().toArray(Certificate[]::new);
        byte[] pkcs8 = new PemFile(key).privateKey();
        try {
            KeyStore identity = empty();
            KeyFactory factory = KeyFactory.getInstance(chain[0].getPublicKey().getAlgorithm());
            identity.setKeyEntry("client", factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)), new char[0], chain);
            KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            shown.init(identity, new char[0]);
            return shown.getKeyManagers();
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
