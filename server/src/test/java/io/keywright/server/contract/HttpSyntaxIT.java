package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.pki.Credential;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.RawConnection;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is no HTTP request is refused in the contract's form, with HTTP's status, though no caller and no operation is
 * known yet. The server lives on.
 */
@Served
class HttpSyntaxIT {

    private static final String HOST = "Host: localhost\r\n";

    private final Installation server;
    private final Credential credential;
    private final Kms kms;
    private final String keyId;

    HttpSyntaxIT(Installation server) {
        Identity tenant = Identity.ofNewTenant();
        this.server = server;
        this.kms = server.as(tenant);
        this.credential = server.certificates().of(tenant);
        this.keyId = kms.newKey("Ed25519");
    }

    @AfterEach
    void theServerStillServes() {
        kms.sign(keyId, new byte[1]).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -1",
                "Content-Length: x",
                "Content-Length: 1e3",
                "Content-Length: 99999999999999999999",
                "Content-Length: 2\r\nContent-Length: 3",
                "Content-Length: +2",
                "Content-Length: 2\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: gibberish"
            })
    void aLengthThatMakesNoSenseIsRefused(String headers) throws IOException {
        assertRefused(
                raw("POST /kms/v1/sign HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n" + headers
                        + "\r\n\r\n{}"),
                Set.of(400, 413, 501));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "complete nonsense",
                "GET",
                "GET /kms/v1/health",
                "GET /kms/v1/health HTTP/9.9",
                "GET /kms/v1/keys/%zz HTTP/1.1",
                "GET /kms/v1/keys/% HTTP/1.1",
                "GET /kms/v1/keys?%zz=% HTTP/1.1",
                "GET /kms/v1/..\\..\\etc\\passwd HTTP/1.1",
                "\u0000\u0001\u0002\u0003",
                "GET /kms/v1/health HTTP/1.1\r\nno colon",
                "GET /kms/v1/health HTTP/1.1\r\nHost : localhost",
                "{\"key_id\":1}",
                "GET /kms/v1/health HTTP/1.1\r\nX: a\u0000b"
            })
    void whatIsNotHttpIsRefused(String request) throws IOException {
        assertRefused(raw(request + "\r\n\r\n"), Set.of(400, 501, 505));
    }

    @Test
    void oversizeHeadersAreRefused() throws IOException {
        String start = "GET /kms/v1/health HTTP/1.1\r\n" + HOST;
        assertRefused(raw(start + "X-Large: " + "x".repeat(100_000) + "\r\n\r\n"), Set.of(431));
        assertRefused(raw(start + "X-Many: y\r\n".repeat(10_000) + "\r\n"), Set.of(431));
    }

    @Test
    void anOversizePathIsRefused() throws IOException {
        assertRefused(raw("GET /kms/v1/keys/" + "x".repeat(100_000) + " HTTP/1.1\r\n" + HOST + "\r\n"), Set.of(414));
    }

    @Test
    void plainHttpIsNotSpokenHere() throws IOException {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write("GET /kms/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1));
            byte[] answer = socket.getInputStream().readAllBytes();

            assertThat(new String(answer, ISO_8859_1)).doesNotContain("HTTP/", "healthy");
        }
    }

    private static void assertRefused(Reply reply, Set<Integer> statuses) {
        assertThat(reply.status()).as(reply.text()).isIn(statuses);
        Refusal.of(reply, reply.status(), "INVALID_REQUEST");
    }

    private Reply raw(String request) throws IOException {
        return RawConnection.exchange(server, credential, request);
    }
}
