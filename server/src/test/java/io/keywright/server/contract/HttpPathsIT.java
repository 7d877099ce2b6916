package io.keywright.server.contract;

import static io.keywright.server.contract.RawCaller.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and methods that there are not are refused in the contract's form. K stands for a key id. */
@Served
class HttpPathsIT {

    private final RawCaller caller;
    private final Kms kms;

    HttpPathsIT(Installation server) {
        this.caller = new RawCaller(server);
        this.kms = caller.kms();
    }

    @AfterEach
    void theServerStillServes() {
        caller.isServed();
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
        "POST, /ledger/consistency",
        "DELETE, /ledger/tile/0/000",
        "BREW, /sign",
        "TRACE, /health"
    })
    void aMethodThatThePathDoesNotOfferIsRefused(String method, String path) {
        Reply reply = kms.send(request -> request.uri(kms.uri("/kms/v1" + path.replace("K", caller.keyId())))
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
                "/kms/v1/noop/encrypt",
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
                "/kms/v1//keys//x//y",
                "//etc/passwd",
                "*",
                "kms/v1/keys",
                "/kms/v1/\u00e4",
                "/kms/v1/%",
                "/kms/v1/keys/%zz",
                "/kms/v1/keys?alias=%zz"
            })
    void aPathThatTriesToLeaveIsRefused(String path) throws IOException {
        Reply reply = caller.exchange("GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n");

        assertThat(reply.status()).as(reply.text()).isIn(400, 404);
        Refusal.of(reply, reply.status(), "INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void noHeaderMakesAnotherMethodOfARequest(String header) {
        Reply reply = kms.send(request ->
                request.uri(kms.uri("/kms/v1/keys/" + caller.keyId())).header(header, "DELETE"));

        assertThat(reply.expect(200).text("key_id")).isEqualTo(caller.keyId());
    }
}
