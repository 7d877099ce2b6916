package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.pki.Credential;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over HTTP/2 a refusal ends its stream and not the connection, on which others go on (RFC 9113, section 8.2.2). */
@Served
class Http2IT {

    /** What only an answer over HTTP/2 has. */
    private static final String STATUS = ":status";

    private static final int MEBIBYTE = 1 << 20;

    private final Installation server;
    private final Kms kms;
    private final String keyId;

    Http2IT(Installation server) {
        this.server = server;
        this.kms = server.overHttp2(server.certificates().of(Identity.ofNewTenant()));
        this.keyId = kms.newKey("Ed25519");
    }

    @AfterAll
    void close() {
        kms.close();
    }

    private void refuses(Reply reply, int status, String code) {
        Refusal.of(reply, status, code);
        assertThat(reply.header(STATUS)).isEqualTo(Integer.toString(status));
        assertThat(reply.header("Connection")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {MEBIBYTE + 1, 8 * MEBIBYTE})
    void aBodyThatIsTooLargeIsRefused(int bytes) {
        refuses(kms.postBytes("/sign", new byte[bytes]), 413, "INVALID_REQUEST");
        kms.sign(keyId, new byte[1]).expect(200);
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        String body = Body.json(Body.of("key_id", keyId, "data", new byte[MEBIBYTE / 2]));
        Reply reply = kms.send(request -> request.uri(kms.uri("/kms/v1/sign"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(body)));

        refuses(reply, 415, "INVALID_REQUEST");
        kms.sign(keyId, new byte[1]).expect(200);
    }

    @Test
    void aCallerThatIsNobodyIsRefusedAsOftenAsItComes() {
        Credential nobody = server.certificates().withUris();
        try (Kms other = server.overHttp2(nobody)) {
            refuses(other.get("/keys"), 401, "UNAUTHENTICATED");
            refuses(other.postBytes("/sign", new byte[MEBIBYTE]), 401, "UNAUTHENTICATED");
            refuses(other.get("/keys"), 401, "UNAUTHENTICATED");
        }
    }
}
