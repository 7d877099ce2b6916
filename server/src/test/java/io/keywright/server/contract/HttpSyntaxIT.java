package io.keywright.server.contract;

import static io.keywright.server.contract.RawCaller.HOST;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Installation;
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

    private final Installation server;
    private final RawCaller caller;

    HttpSyntaxIT(Installation server) {
        this.server = server;
        this.caller = new RawCaller(server);
    }

    @AfterEach
    void theServerStillServes() {
        caller.isServed();
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
                caller.exchange("POST /kms/v1/sign HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n" + headers
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
                "GET /kms/v1/health HTTP/1.1\r\nX: a\u0000b",
                "GET /kms/v1/health HTTP/1.1\r\n " + HOST,
                "GET /kms/v1/health HTTP/1.1\r\n\tfolded\r\n" + HOST
            })
    void whatIsNotHttpIsRefused(String request) throws IOException {
        assertRefused(caller.exchange(request + "\r\n\r\n"), Set.of(400, 501, 505));
    }

    /** As RFC 9112, section 5.2, has it: each fold counts as a space before anybody reads the value, so that there is one reading. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/json;\r\n charset=utf-8\r\nContent-Length: ",
                "Content-Type: application/json\r\nX-Folded: a\r\n Host: other\r\n \t\r\n Content-Length: 1\r\nContent-Length: "
            })
    void aFoldedFieldIsServedAsOneLine(String fields) throws IOException {
        String body = "{\"key_id\":\"" + caller.keyId() + "\",\"data\":\"AA==\"}";
        Reply reply =
                caller.exchange("POST /kms/v1/sign HTTP/1.1\r\n" + HOST + fields + body.length() + "\r\n\r\n" + body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: local\r\n host\r\nContent-Length: 2",
                HOST + "Content-Encoding: identity\r\n gzip\r\nContent-Length: 2",
                HOST + "Content-Length: 2\r\n 0",
                HOST + "Content-Length:\r\n 2",
                HOST + "Transfer-Encoding: chunked\r\n ,identity",
                HOST + "Transfer-Encoding:\r\n gibberish\r\nContent-Length: 2"
            })
    void whatMakesNoSenseAsOneLineIsRefused(String headers) throws IOException {
        assertRefused(
                caller.exchange(
                        "POST /kms/v1/sign HTTP/1.1\r\nContent-Type: application/json\r\n" + headers + "\r\n\r\n{}"),
                Set.of(400, 413, 415, 501));
    }

    @Test
    void oversizeHeadersAreRefused() throws IOException {
        String start = "GET /kms/v1/health HTTP/1.1\r\n" + HOST;
        assertRefused(caller.exchange(start + "X-Large: " + "x".repeat(100_000) + "\r\n\r\n"), Set.of(431));
        assertRefused(caller.exchange(start + "X-Many: y\r\n".repeat(10_000) + "\r\n"), Set.of(431));
    }

    @Test
    void anOversizePathIsRefused() throws IOException {
        assertRefused(
                caller.exchange("GET /kms/v1/keys/" + "x".repeat(100_000) + " HTTP/1.1\r\n" + HOST + "\r\n"),
                Set.of(414));
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
}
