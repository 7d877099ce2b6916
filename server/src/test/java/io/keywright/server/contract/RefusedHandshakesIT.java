package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.pki.Credential;
import io.keywright.server.harness.Certificates;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.RawConnection;
import io.keywright.server.harness.Served;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** Who is refused while TLS shakes hands is told why by the alert; it is counted, and some are named in the log. */
@Served("keywright.http.connections-per-tenant=3")
class RefusedHandshakesIT {

    private final Installation server;
    private final Certificates certificates;

    RefusedHandshakesIT(Installation server) {
        this.server = server;
        this.certificates = server.certificates();
    }

    /** In TLS 1.3 the client hears of it only when it reads. */
    private void refused(SSLContext tls, String alert, String reason) {
        double before = count(reason);
        assertThatThrownBy(() -> {
                    try (SSLSocket socket =
                            (SSLSocket) tls.getSocketFactory().createSocket("localhost", server.port())) {
                        socket.setSoTimeout(10_000);
                        socket.startHandshake();
                        int _ = socket.getInputStream().read();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining(alert);
        Eventually.passes(() -> assertThat(count(reason)).isEqualTo(before + 1));
        assertThat(server.log()).contains("event=handshake_refused reason=" + reason + " address=127.0.0.1");
    }

    private double count(String reason) {
        String name = "kms_handshakes_refused_total{reason=\"" + reason + "\"} ";
        return server.metrics()
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCertificateOfAnotherAuthority() {
        refused(certificates.tls(certificates.ofImpostor(Identity.of("demo"))), "unknown_ca", "unknown_authority");
    }

    @Test
    void aCertificateThatIsOutOfItsTime() {
        refused(certificates.tls(certificates.expired(Identity.of("demo"))), "certificate_expired", "expired");
        refused(certificates.tls(certificates.notYetValid(Identity.of("demo"))), "bad_certificate", "not_yet_valid");
    }

    @Test
    void aCertificateForServers() {
        refused(certificates.tls(certificates.ofServer()), "unsupported_certificate", "wrong_purpose");
    }

    @Test
    void noCertificate() {
        refused(certificates.tlsOfNobody(), "certificate_required", "no_certificate");
    }

    @Test
    void aTenantHasSoManyConnectionsAndNoMore() throws Exception {
        Credential own = certificates.of(Identity.ofNewTenant());
        List<RawConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                RawConnection connection = new RawConnection(server, own);
                open.add(connection);
                assertThat(connection.write(health()).reply().status()).isEqualTo(200);
            }
            assertThatThrownBy(
                            () -> new RawConnection(server, own).write(health()).reply())
                    .isInstanceOf(IOException.class);
            assertThat(server.log()).contains("event=connection_refused reason=too_many");
            assertThat(server.asNewTenant().get("/health").status()).isEqualTo(200);
        } finally {
            for (RawConnection connection : open) {
                connection.close();
            }
        }
        Eventually.passes(() -> assertThat(isServed(own)).isTrue());
    }

    private boolean isServed(Credential credential) {
        try {
            return RawConnection.exchange(server, credential, health()).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static String health() {
        return "GET /kms/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }
}
