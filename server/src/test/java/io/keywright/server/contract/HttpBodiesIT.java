package io.keywright.server.contract;

import static io.keywright.server.contract.RawCaller.HOST;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.RawConnection;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of another type or size than the contract allows are refused in its form. */
@Served
class HttpBodiesIT {

    private static final int MEBIBYTE = 1 << 20;
    private final RawCaller caller;
    private final Kms kms;

    HttpBodiesIT(Installation server) {
        this.caller = new RawCaller(server);
        this.kms = caller.kms();
    }

    @AfterEach
    void theServerStillServes() {
        caller.isServed();
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
    void aMebibyteIsReadAndOneByteMoreIsNot() {
        String body = Body.json(Body.of("key_id", caller.keyId(), "data", new byte[3]));
        kms.postText("/sign", body + " ".repeat(MEBIBYTE - body.length())).expect(200);

        Refusal.of(kms.postText("/sign", body + " ".repeat(MEBIBYTE - body.length() + 1)), 413, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(ints = {MEBIBYTE + 1, MEBIBYTE * 3 / 2, MEBIBYTE * 2 + 1, MEBIBYTE * 4})
    void aBodyThatHidesItsLengthIsNotReadBeyondAMebibyte(int bytes) throws IOException {
        byte[] body =
                (Body.json(Body.of("key_id", caller.keyId(), "data", new byte[3])) + " ".repeat(bytes)).getBytes(UTF_8);
        try (RawConnection connection = caller.connect()) {
            connection
                    .write("POST /kms/v1/sign HTTP/1.1\r\n" + HOST
                            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + Integer.toHexString(bytes) + "\r\n")
                    .writeWhatIsTaken(Arrays.copyOf(body, bytes))
                    .writeWhatIsTaken("\r\n0\r\n\r\n".getBytes(ISO_8859_1));

            Refusal.of(connection.reply(), 413, "INVALID_REQUEST");
        }
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItComes() throws IOException {
        Reply reply = caller.exchange("POST /kms/v1/sign HTTP/1.1\r\n" + HOST
                + "Content-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n");

        Refusal.of(reply, 413, "INVALID_REQUEST");
    }

    private Reply signAs(String type) {
        return kms.send(request -> request.uri(kms.uri("/kms/v1/sign"))
                .header("Content-Type", type)
                .POST(signBody()));
    }

    private BodyPublisher signBody() {
        return BodyPublishers.ofString(Body.json(Body.of("key_id", caller.keyId(), "data", new byte[3])));
    }
}
