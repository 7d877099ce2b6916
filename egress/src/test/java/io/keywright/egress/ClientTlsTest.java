package io.keywright.egress;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.egress.EgressException.Reason;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.pki.issuing.Validity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's certificate must be for the name that the URL has, whatever that name looks like. */
class ClientTlsTest {

    private static final int RECORD_HEADER = 5;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Validity hour = Validity.from(Instant.now(), Duration.ofHours(1));
    private final CertificateAuthority authority = CertificateAuthority.create("Test", hour);

    private final CompletableFuture<String> hello = new CompletableFuture<>();

    /** Asks {@code host}, which is this machine, with a certificate for {@code certified}. */
    private int status(String host, String certified) throws Exception {
        return status(host, certificate(authority, certified), authority);
    }

    private SSLContext certificate(CertificateAuthority issuer, String name) {
        return issuer.issueServer("test", SubjectNames.ofServer(List.of(name), List.of()), hour)
                .sslContext(issuer.certificate());
    }

    private int status(String host, SSLContext shown, CertificateAuthority trusted) throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        GuardedLookup lookup = new GuardedLookup(AddressRule.ANY, name -> new InetAddress[] {here});
        try (ServerSocket server = new ServerSocket(0, 5, here);
                Egress egress = new Egress(lookup, certificate(trusted, "client"), Limits.of(LIMIT, LIMIT, 1000))) {
            Thread.ofPlatform().daemon().start(() -> serve(server, shown));
            Target target = Target.parse("https://" + host + ":" + server.getLocalPort() + "/");
            return egress.send(Request.get(target, Map.of())).status();
        }
    }

    private void serve(ServerSocket server, SSLContext tls) {
        try (Socket accepted = server.accept();
                SSLSocket connection = (SSLSocket) tls.getSocketFactory()
                        .createSocket(accepted, new ByteArrayInputStream(hello(accepted)), true)) {
            connection.startHandshake();
            connection.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(US_ASCII));
            connection.getOutputStream().flush();
            connection.getInputStream().readNBytes(1);
        } catch (IOException refused) {
            return;
        }
    }

    /** The first TLS record, header included. */
    private byte[] hello(Socket accepted) throws IOException {
        InputStream in = accepted.getInputStream();
        ByteBuffer header = ByteBuffer.wrap(in.readNBytes(RECORD_HEADER));
        byte[] rest = in.readNBytes(header.getShort(RECORD_HEADER - Short.BYTES));
        byte[] record = ByteBuffer.allocate(RECORD_HEADER + rest.length)
                .put(header)
                .put(rest)
                .array();
        hello.complete(new String(record, US_ASCII));
        return record;
    }

    @ParameterizedTest
    @CsvSource({
        "hooks.example.com, hooks.example.com",
        "hooks.example.com, *.example.com",
        "my_hook.example.com, my_hook.example.com",
        "my_hook.example.com, *.example.com",
        "bücher.example, xn--bcher-kva.example",
    })
    void theCertificateAndTheServerNameAreForTheHost(String host, String certified) throws Exception {
        assertThat(status(host, certified)).isEqualTo(204);
        assertThat(hello.get(20, TimeUnit.SECONDS))
                .contains(Authority.parse(host).host());
    }

    @ParameterizedTest
    @CsvSource({
        "hooks.example.com, hooks.example.org",
        "my_hook.example.com, your_hook.example.com",
        "a.my_hook.example.com, *.example.com",
    })
    void anotherCertificateIsRefused(String host, String certified) {
        assertThatThrownBy(() -> status(host, certified)).hasMessage(Reason.TLS.name());
    }

    @Test
    void anAuthorityThatIsNotTrustedIsRefused() {
        CertificateAuthority other = CertificateAuthority.create("Other", hour);
        assertThatThrownBy(() -> status("hooks.example.com", certificate(authority, "hooks.example.com"), other))
                .hasMessage(Reason.TLS.name());
    }
}
