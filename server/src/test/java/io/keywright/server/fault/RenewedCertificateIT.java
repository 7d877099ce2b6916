package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.pki.Credential;
import io.keywright.pki.PemFiles;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.pki.issuing.Validity;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** The service's own certificate is renewed without a restart, and refused at a start once it is over. */
class RenewedCertificateIT {

    @Test
    void aRenewedCertificateIsShownToTheNextConnection() throws IOException {
        try (Installation server = Installation.start(Map.of())) {
            Path pki = server.data().resolve("pki");
            Credential renewed = issued(server, Instant.now().plus(Duration.ofHours(1)));
            assertThat(shown(server)).isNotEqualTo(renewed.certificate());

            write(pki, renewed);
            Eventually.passes(() -> assertThat(shown(server)).isEqualTo(renewed.certificate()));
            server.asNewTenant().newKey("Ed25519");
        }
    }

    @Test
    void anExpiredCertificateIsRefusedInProduction() throws IOException {
        Installation server = Installation.prepare(Map.of());
        write(server.data().resolve("pki"), issued(server, Instant.now().minusSeconds(1)));
        Map<String, String> production =
                Map.of("keywright.profile", "production", "keywright.providers.local.allow-file-in-production", "true");

        RefusedStart.byCheck(server.launch().with(production), "keywright.tls.certificate: ", "expired at", "Renew it");
        server.close();
    }

    private static Credential issued(Installation server, Instant end) {
        return server.certificates()
                .authority()
                .issueServer("localhost", SubjectNames.ofLoopback(), new Validity(end.minus(Duration.ofHours(2)), end));
    }

    private static void write(Path pki, Credential credential) throws IOException {
        PemFiles.writePrivateKey(pki.resolve("server-key.pem"), credential.privateKey());
        PemFiles.writeCertificate(pki.resolve("server.pem"), credential.certificate());
    }

    private static Certificate shown(Installation server) {
        Credential client = server.certificates().of(Identity.of("demo"));
        try (SSLSocket socket =
                (SSLSocket) client.sslContext(server.certificates().trusted())
                        .getSocketFactory()
                        .createSocket("localhost", server.port())) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
