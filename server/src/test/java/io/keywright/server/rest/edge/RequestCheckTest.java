package io.keywright.server.rest.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.rest.PayloadLimit;
import io.keywright.server.rest.events.EventsResource;
import io.keywright.server.rest.keys.KeyLifecycleResource;
import io.keywright.server.rest.keys.KeysResource;
import io.keywright.server.rest.keys.PoliciesResource;
import io.keywright.server.rest.ledger.LedgerResource;
import io.keywright.server.rest.operations.OperationsResource;
import io.keywright.server.rest.status.ApiDocumentResource;
import io.keywright.server.rest.status.MetricsResource;
import io.keywright.server.rest.status.StatusResource;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestCheckTest {

    private static final RequestCheck CHECK = new RequestCheck(
            Routes.of(List.of(
                    OperationsResource.class,
                    KeysResource.class,
                    KeyLifecycleResource.class,
                    PoliciesResource.class,
                    LedgerResource.class,
                    EventsResource.class,
                    StatusResource.class,
                    MetricsResource.class,
                    ApiDocumentResource.class)),
            new PayloadLimit(1000, 500));

    @ParameterizedTest
    @CsvSource({
        "POST, /kms/v1/nothing, 404",
        "BREW, /kms/v1/nothing, 404",
        "OPTIONS, /kms/v1/nothing, 404",
        "GET, /q/metrics, 404",
        "GET, /kms/v1/noop, 404",
        "POST, /kms/v1/health, 405",
        "POST, /kms/v1/config, 405",
        "PUT, /kms/v1/sign, 405",
        "GET, /kms/v1/sign, 405",
        "HEAD, /kms/v1/sign, 405",
        "CONNECT, /kms/v1/sign, 405",
        "POST, /kms/v1/keys/alias/x, 405",
        "POST, /kms/v1/sign, 415",
        "PUT, /kms/v1/keys/alias/x/policy, 415",
    })
    void anUnknownPathComesBeforeTheMethodAndTheMethodBeforeTheType(String method, String path, int status) {
        assertThat(refused(method, path)).isEqualTo(status);
        assertThat(refused(method, path, "Accept", "text/html", "Content-Type", "text/plain"))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /kms/v1/sign, 'OPTIONS, POST'",
        "POST, /kms/v1/health, 'GET, HEAD, OPTIONS'",
        "DELETE, /kms/v1/keys, 'GET, HEAD, OPTIONS, POST'",
        "DELETE, /kms/v1/keys/x/policy, 'GET, HEAD, OPTIONS, PUT'"
    })
    void aMethodThatThereIsNotIsToldWhichThereAre(String method, String path, String allowed) {
        HttpRefusal refusal = refusal(method, path).orElseThrow();

        assertThat(refusal.fields()).containsEntry("Allow", allowed);
        assertThat(refusal.error().advice()).contains(allowed);
        assertThat(CHECK.methods(new RequestTarget(path))).hasToString("[" + allowed + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /kms/v1/health, application/json",
        "HEAD, /kms/v1/health, application/*",
        "GET, /kms/v1/health, ''",
        "GET, /kms/v1/health, 'text/html, */*;q=0.1'",
        "GET, /kms/v1/ledger/checkpoint, text/plain",
        "GET, /kms/v1/ledger/tile/0/000, application/octet-stream",
        "GET, /kms/v1/openapi, application/json",
        "GET, /kms/v1/events, text/event-stream",
        "GET, /kms/v1/metrics, 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1'"
    })
    void passesWhatIsServed(String method, String path, String accept) {
        assertThat(refusal(method, path, "Accept", accept)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/kms/v1/ledger/checkpoint, application/json, text/plain",
        "/kms/v1/ledger/keys, application/json, text/plain",
        "/kms/v1/ledger/consistency, application/json, text/plain",
        "/kms/v1/ledger/tile/0/000, application/json, application/octet-stream",
        "/kms/v1/metrics, application/json, 'application/openmetrics-text, text/plain'",
        "/kms/v1/events, application/json, text/event-stream",
        "/kms/v1/config, text/html, application/json",
        "/kms/v1/config, 'application/json;q=0, */*', application/json",
        "/kms/v1/config, nonsense, application/json"
    })
    void whoAcceptsNothingThatThereIsIsToldWhatThereIs(String path, String accept, String available) {
        HttpRefusal refusal = refusal("GET", path, "Accept", accept).orElseThrow();

        assertThat(refusal.status()).isEqualTo(406);
        assertThat(refusal.error().details().get("available")).hasToString("[" + available + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json; charset=utf-8", "Application/JSON", "application/json ;x"
            })
    void jsonIsReadHoweverItIsSpelt(String type) {
        assertThat(refusal("POST", "/kms/v1/sign", "Content-Type", type)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "identity, gzip", "br"})
    void aCompressedBodyIsNoTypeThatIsRead(String coding) {
        HttpRefusal refusal = refusal(
                        "POST", "/kms/v1/sign", "Content-Type", "application/json", "Content-Encoding", coding)
                .orElseThrow();

        assertThat(refusal.status()).isEqualTo(415);
        assertThat(refusal.error().details()).containsEntry("reason", "unsupported_content_coding");
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsRefusedWithTheLimit() {
        HttpRefusal refusal = refusal(
                        "POST", "/kms/v1/sign", "Content-Type", "application/json", "Content-Length", "1001")
                .orElseThrow();

        assertThat(refusal.status()).isEqualTo(413);
        assertThat(refusal.error().details()).containsEntry("max_bytes", 1000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1 ", "0x1", "1e1", "\u0661", "9999999999999999999"})
    void whatIsNoLengthIsNoLengthOfABody(String length) {
        assertThat(refused("POST", "/kms/v1/sign", "Content-Type", "application/json", "Content-Length", length))
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "Content-Type", "Content-Length", "If-Match", "Expect", "host"})
    void whatStandsOnceStandsOnce(String field) {
        assertThat(refused("GET", "/kms/v1/nothing", field, "1", field, "1")).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a@b", "a,b", "\u00e4"})
    void aHostNamesOneServer(String host) {
        assertThat(CHECK.refusal(
                                head("GET", "/kms/v1/health", HttpVersion.HTTP_1_1, "Host", host),
                                RequestTarget.read("/kms/v1/health"))
                        .orElseThrow()
                        .status())
                .isEqualTo(400);
    }

    @Test
    void httpOneDotOneNamesItsHost() {
        assertThat(CHECK.refusal(
                        head("GET", "/kms/v1/health", HttpVersion.HTTP_1_1), RequestTarget.read("/kms/v1/health")))
                .map(HttpRefusal::status)
                .contains(400);
        assertThat(CHECK.refusal(
                        head("GET", "/kms/v1/health", HttpVersion.HTTP_1_0), RequestTarget.read("/kms/v1/health")))
                .isEmpty();
    }

    @Test
    void anUnknownVersionIsNotSpokenHere() {
        assertThat(CHECK.refusal(
                        head("GET", "/kms/v1/health", null, "Host", "x"), RequestTarget.read("/kms/v1/health")))
                .map(HttpRefusal::status)
                .contains(505);
    }

    private static int refused(String method, String path, String... fields) {
        return refusal(method, path, fields).orElseThrow().status();
    }

    private static Optional<HttpRefusal> refusal(String method, String path, String... fields) {
        RequestHead head = head(method, path, HttpVersion.HTTP_1_1, fields);
        head.fields().add("Host", "localhost:8443");
        return CHECK.refusal(head, RequestTarget.read(path));
    }

    private static RequestHead head(String method, String path, @Nullable HttpVersion version, String... fields) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        return new RequestHead(HttpMethod.valueOf(method), version, path, headers);
    }
}
