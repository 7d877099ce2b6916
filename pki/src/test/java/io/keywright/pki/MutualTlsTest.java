package io.keywright.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.issuing.SpiffeId;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.pki.issuing.Validity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

class MutualTlsTest {

    private final Validity oneDay = Validity.from(Instant.now(), Duration.ofDays(1));
    private final CertificateAuthority ca = CertificateAuthority.create("Test CA", oneDay);
    private final CertificateAuthority stranger = CertificateAuthority.create("Another CA", oneDay);
    private final Credential server = ca.issueServer("localhost", SubjectNames.ofLoopback(), oneDay);
    private final SpiffeId id = SpiffeId.ofPlatform("example.org", "operator");

    @Test
    void aClientOfTheSameAuthorityIsLetInAndKnown() throws Exception {
        SSLContext client = ca.issueClient("operator", id, oneDay).sslContext(ca.certificate());

        assertThat(peerSeenByServer(client)).isEqualTo("CN=operator");
    }

    @Test
    void aClientOfAnotherAuthorityIsTurnedAway() {
        SSLContext client = stranger.issueClient("operator", id, oneDay).sslContext(ca.certificate());

        assertThatThrownBy(() -> peerSeenByServer(client)).isInstanceOf(Exception.class);
    }

    @Test
    void aServerOfAnotherAuthorityIsNotTrusted() {
        SSLContext client = ca.issueClient("operator", id, oneDay).sslContext(stranger.certificate());

        assertThatThrownBy(() -> peerSeenByServer(client)).isInstanceOf(IOException.class);
    }

    @Test
    void aServersCertificateDoesNotServeAClient() {
        SSLContext client = server.sslContext(ca.certificate());

        assertThatThrownBy(() -> peerSeenByServer(client)).isInstanceOf(Exception.class);
    }

    private String peerSeenByServer(SSLContext client) throws Exception {
        SSLContext context = server.sslContext(ca.certificate());
        try (SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            listener.setNeedClientAuth(true);
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> acceptOne(listener));
            greet(client, listener.getLocalPort());
            return seen.get();
        }
    }

    private static String acceptOne(SSLServerSocket listener) {
        try (SSLSocket socket = (SSLSocket) listener.accept()) {
            socket.getOutputStream().write(socket.getInputStream().read());
            return socket.getSession().getPeerPrincipal().getName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void greet(SSLContext client, int port) throws IOException {
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("localhost", port)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.getOutputStream().write(1);
            assertThat(socket.getInputStream().read()).isEqualTo(1);
        }
    }
}
