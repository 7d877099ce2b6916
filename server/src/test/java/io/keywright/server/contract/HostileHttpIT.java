package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.pki.Credential;
import io.keywright.server.harness.Body;
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
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP itself refuses is refused in the contract's form, and the server lives on. */
@Served
class HostileHttpIT {

    private static final int MEBIBYTE = 1 << 20;
    private static final String HOST = "Host: localhost\r\n";

    private final Installation server;
    private final Credential credential;
    private final Kms kms;
    private final String keyId;

    HostileHttpIT(Installation server) {
        this.server = server;
        Identity tenant = Identity.ofNewTenant();
        this.kms = server.as(tenant);
        this.credential = server.certificates().of(tenant);
        this.keyId = kms.newKey("Ed25519", "key_alias", "k");
    }

    @AfterEach
    void theServerStillServes() {
        kms.sign(keyId, new byte[1]).expect(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /sign",
        "PUT, /sign",
        "DELETE, /sign",
        "PATCH, /verify",
        "GET, /encrypt",
        "GET, /decrypt",
        "PUT, /keys",
        "DELETE, /keys",
        "DELETE, /keys/K",
        "PUT, /keys/K",
        "POST, /keys/K",
        "GET, /keys/K/rotate",
        "GET, /keys/K/revoke",
        "POST, /health",
        "POST, /config",
        "POST, /receipts",
        "DELETE, /receipts/K",
        "POST, /receipts/K/proof",
        "POST, /ledger/key",
        "PUT, /ledger/checkpoint",
        "BREW, /sign",
        "TRACE, /health"
    })
    void aMethodThatThePathDoesNotOfferIsRefused(String method, String path) {
        Reply reply = kms.send(request -> request.uri(kms.uri("/kms/v1" + path.replace("K", keyId)))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.noBody()));

        Refusal.of(reply, 405, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/kms",
                "/kms/v1",
                "/kms/v1/",
                "/kms/v1/unknown",
                "/kms/v2/keys",
                "/KMS/V1/keys",
                "/kms/v1/Keys",
                "/v1/keys",
                "/kms/v1/keys/a/b/c",
                "/kms/v1/receipts/a/b",
                "/kms/v1/noop",
                "/kms/v1/keys.json",
                "/q/health",
                "/q/metrics",
                "/q/openapi",
                "/q/swagger-ui",
                "/q/dev",
                "/metrics",
                "/health",
                "/favicon.ico",
                "/kms/v1/keys%2f",
                "/kms/v1/%00",
                "/kms/v1/..%2f..%2fetc/passwd",
                "/kms/v1/keys/..%2f..%2fetc%2fpasswd"
            })
    void aPathThatThereIsNotIsNotFound(String path) {
        Reply reply = kms.send(request -> request.uri(kms.uri(path)));

        assertThat(reply.status()).as(reply.text()).isIn(400, 404);
        Refusal.of(reply, reply.status(), "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/kms/v1/../../../../etc/passwd",
                "/../../etc/passwd",
                "/kms/v1/%2e%2e/%2e%2e/etc/passwd",
                "/kms/v1/..;/..;/etc/passwd",
                "/kms/v1/%c0%ae%c0%ae/etc/passwd",
                "/kms/v1/..\\..\\etc\\passwd",
                "/kms/v1//keys//x//y",
                "//etc/passwd",
                "/kms/v1/keys/%zz",
                "/kms/v1/keys/%",
                "/kms/v1/keys?%zz=%",
                "*",
                "kms/v1/keys",
                "/kms/v1/\u00e4"
            })
    void aPathThatTriesToLeaveIsRefused(String path) throws IOException {
        Reply reply = raw("GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n");

        assertThat(reply.status()).as(reply.text()).isIn(400, 404);
        Refusal.of(reply, reply.status(), "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                        "text/json",
                "application/jsonx", "application/octet-stream", "nonsense", "*/*", "application/*"
            })
    void aBodyOfAnotherTypeIsRefused(String type) {
        Refusal.of(signAs(type), 415, "INVALID_REQUEST");
    }

    @Test
    void aBodyOfNoTypeIsRefused() {
        Reply reply = kms.send(request -> request.uri(kms.uri("/kms/v1/sign")).POST(signBody()));

        Refusal.of(reply, 415, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/json;charset=UTF-8",
                "Application/JSON"
            })
    void jsonMayNameItsCharset(String type) {
        signAs(type).expect(200);
    }

    @Test
    void whoAcceptsNoJsonIsToldSoInJson() {
        Reply reply = kms.send(request -> request.uri(kms.uri("/kms/v1/config")).header("Accept", "text/html"));

        Refusal.of(reply, 406, "INVALID_REQUEST");
    }

    @Test
    void aMebibyteIsReadAndOneByteMoreIsNot() {
        String body = Body.json(Body.of("key_id", keyId, "data", new byte[3]));
        kms.postText("/sign", body + " ".repeat(MEBIBYTE - body.length())).expect(200);

        Refusal.of(kms.postText("/sign", body + " ".repeat(MEBIBYTE - body.length() + 1)), 413, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(ints = {MEBIBYTE + 1, MEBIBYTE * 3 / 2, MEBIBYTE * 2 + 1, MEBIBYTE * 4})
    void aBodyThatHidesItsLengthIsNotReadBeyondAMebibyte(int bytes) throws IOException {
        byte[] body = (Body.json(Body.of("key_id", keyId, "data", new byte[3])) + " ".repeat(bytes)).getBytes(UTF_8);
        try (RawConnection connection = new RawConnection(server, credential)) {
            connection
                    .write("POST /kms/v1/sign HTTP/1.1\r\n" + HOST
                            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + Integer.toHexString(bytes) + "\r\n")
                    .writeWhatIsTaken(java.util.Arrays.copyOf(body, bytes))
                    .writeWhatIsTaken("\r\n0\r\n\r\n".getBytes(ISO_8859_1));

            Refusal.of(connection.reply(), 413, "INVALID_REQUEST");
        }
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItComes() throws IOException {
        Reply reply = raw("POST /kms/v1/sign HTTP/1.1\r\n" + HOST
                + "Content-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n");

        Refusal.of(reply, 413, "INVALID_REQUEST");
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
        Reply reply = raw("POST /kms/v1/sign HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n" + headers
                + "\r\n\r\n{}");

        assertThat(reply.status()).as(reply.text()).isIn(400, 413);
        Refusal.of(reply, reply.status(), "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "complete nonsense\r\n\r\n",
                "GET\r\n\r\n",
                "GET /kms/v1/health\r\n\r\n",
                "GET /kms/v1/health HTTP/9.9\r\n\r\n",
                "\u0000\u0001\u0002\u0003\r\n\r\n",
                "GET /kms/v1/health HTTP/1.1\r\nno colon\r\n\r\n",
                "GET /kms/v1/health HTTP/1.1\r\nHost : localhost\r\n\r\n",
                "{\"key_id\":1}\r\n\r\n",
                "GET /kms/v1/health HTTP/1.1\r\nX: a\u0000b\r\n\r\n"
            })
    void whatIsNotHttpIsRefused(String request) throws IOException {
        Reply reply = raw(request);

        assertThat(reply.status()).as(reply.text()).isIn(400, 404, 505);
        Refusal.of(reply, reply.status(), "INVALID_REQUEST");
    }

    @Test
    void oversizeHeadersAreRefused() throws IOException {
        Reply one = raw("GET /kms/v1/health HTTP/1.1\r\n" + HOST + "X-Large: " + "x".repeat(100_000) + "\r\n\r\n");
        Reply many = raw("GET /kms/v1/health HTTP/1.1\r\n" + HOST + "X-Many: y\r\n".repeat(10_000) + "\r\n");

        Refusal.of(one, 431, "INVALID_REQUEST");
        Refusal.of(many, 431, "INVALID_REQUEST");
    }

    @Test
    void anOversizePathIsRefused() throws IOException {
        Refusal.of(
                raw("GET /kms/v1/keys/" + "x".repeat(100_000) + " HTTP/1.1\r\n" + HOST + "\r\n"),
                414,
                "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void noHeaderMakesAnotherMethodOfARequest(String header) {
        Reply reply = kms.send(
                request -> request.uri(kms.uri("/kms/v1/keys/" + keyId)).header(header, "DELETE"));

        assertThat(reply.expect(200).text("key_id")).isEqualTo(keyId);
    }

    @Test
    void aCompressedBodyIsNotGuessedAt() {
        Reply reply = kms.send(request -> request.uri(kms.uri("/kms/v1/sign"))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(
                        new byte[] {31, -117, 8, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0})));

        assertThat(reply.status()).isIn(400, 415);
        Refusal.of(reply, reply.status(), "INVALID_REQUEST");
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

    private Reply raw(String request) throws IOException {
        try (RawConnection connection = new RawConnection(server, credential)) {
            return connection.writeWhatIsTaken(request.getBytes(ISO_8859_1)).reply();
        }
    }

    private Reply signAs(String type) {
        return kms.send(request -> request.uri(kms.uri("/kms/v1/sign"))
                .header("Content-Type", type)
                .POST(signBody()));
    }

    private java.net.http.HttpRequest.BodyPublisher signBody() {
        return BodyPublishers.ofString(Body.json(Body.of("key_id", keyId, "data", new byte[3])));
    }
}
