package io.keywright.server.identity.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.identity.certificate.CertificateIdentity;
import io.keywright.server.identity.certificate.HandshakeTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Client keys over a handshake of the JDK's TLS. */
class HandshakeTest {

    private static final char[] PASSWORD = {};

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, secp256r1",
        "TLSv1.3, secp384r1",
        "TLSv1.3, secp521r1",
        "TLSv1.3, Ed25519",
        "TLSv1.2, secp256r1",
        "TLSv1.2, secp521r1",
        "TLSv1.2, Ed25519"
    })
    void aClientConnectsWithAKeyOn(String version, String curve) throws Exception {
        Issued root = Issued.authority("Root").bySelf();
        Issued server = Issued.client("spiffe://test.keywright/module/server").by(root);
        Issued client = Issued.client().keyOn(curve).by(root);
        Trusted trusted = new Trusted(Set.of(new TrustedAuthority(root.certificate())), Map.of(), Revocations.none());
        HandshakeTrust trust = new HandshakeTrust(
                new ClientTrust(trusted, () -> Issued.NOW), new CertificateIdentity(Optional.empty()));

        assertThat(peer(version, context(server, trust), context(client, trusting(server))))
                .isEqualTo(client.certificate());
    }

    private static X509Certificate peer(String version, SSLContext server, SSLContext client) throws Exception {
        try (SSLServerSocket door = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            door.setNeedClientAuth(true);
            CompletableFuture<X509Certificate> seen = CompletableFuture.supplyAsync(() -> {
                try (SSLSocket socket = (SSLSocket) door.accept()) {
                    socket.startHandshake();
                    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            try (SSLSocket socket = (SSLSocket)
                    client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), door.getLocalPort())) {
                socket.setEnabledProtocols(new String[] {version});
                socket.startHandshake();
                return seen.get(10, TimeUnit.SECONDS);
            }
        }
    }

    private static SSLContext context(Issued own, TrustManager trust) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", own.key(), PASSWORD, new X509Certificate[] {own.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        KeyManager[] managers = keys.getKeyManagers();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers, new TrustManager[] {trust}, null);
        return context;
    }

    /** The server's certificate itself is trusted, whatever the time. */
    private static TrustManager trusting(Issued server) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("server", server.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers()[0];
    }
}
