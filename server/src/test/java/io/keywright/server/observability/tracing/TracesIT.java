package io.keywright.server.observability.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.OtlpReceiver;
import io.keywright.server.harness.Reply;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The packaged server, every request of which is traced, from the socket to the ledger. */
class TracesIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-00";
    private static final byte[] PLAINTEXT = "attack at dawn, says the colonel".getBytes(UTF_8);
    private static final String NO_KEY = "018f0000-0000-7000-8000-000000000000";

    @Test
    void aRequestIsTracedFromTheSocketToTheLedgerAndTellsNoSecret() throws Exception {
        try (OtlpReceiver collector = new OtlpReceiver();
                Installation server = Installation.start(
                        Map.of("keywright.telemetry.endpoint", collector.url(), "keywright.telemetry.sampling", "1"))) {
            Kms kms = server.as(Identity.of("acme"));
            String key = kms.newKey("AES-256");
            Reply encrypted = encrypt(kms, key, PARENT).expect(200);
            encrypt(kms, key, "00-" + TRACE.toUpperCase(Locale.ROOT) + "-b7ad6b7169203331-01")
                    .expect(200);
            encrypt(kms, key, PARENT, PARENT).expect(200);
            encrypt(kms, NO_KEY, PARENT).expect(404);
            assertThat(server.log()).containsPattern(" trace_id=" + TRACE + " .*status=404");
            String scraped = server.metrics("Accept", "application/openmetrics-text");
            server.stop();

            assertThat(examples("kms_operation_latency_ms_bucket\\{operation=\"encrypt\",", scraped))
                    .isNotEmpty()
                    .isSubsetOf(collector.spans("POST /kms/v1/encrypt").stream()
                            .map(TracesIT::trace)
                            .toList());
            List<Span> encryptions = collector.spans("POST /kms/v1/encrypt");
            assertThat(encryptions).hasSize(4);
            assertThat(encryptions.stream().map(TracesIT::trace).distinct()).hasSize(3);
            Span whole = of(encryptions, encrypted);
            assertThat(trace(whole)).isEqualTo(TRACE);
            assertThat(whole.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
            assertThat(OtlpReceiver.attributes(whole.getAttributesList()))
                    .containsOnlyKeys(
                            "http.request.method",
                            "http.route",
                            "http.response.status_code",
                            "url.scheme",
                            "keywright.request.id",
                            "keywright.operation",
                            "keywright.key.id",
                            "keywright.receipt.id")
                    .contains(
                            entry("http.request.method", "POST"),
                            entry("http.route", "/kms/v1/encrypt"),
                            entry("http.response.status_code", 200L),
                            entry("keywright.key.id", key),
                            entry("keywright.receipt.id", encrypted.text("receipt_id")));
            assertThat(collector.spans().stream()
                            .filter(span -> span.getParentSpanId().equals(whole.getSpanId()))
                            .map(Span::getName))
                    .containsExactlyInAnyOrder("identify", "cache", "authorize", "crypto", "journal");

            for (byte[] export : collector.exports()) {
                assertThat(new String(export, ISO_8859_1))
                        .doesNotContain(
                                new String(PLAINTEXT, ISO_8859_1),
                                Base64.getEncoder().encodeToString(PLAINTEXT),
                                HexFormat.of().formatHex(PLAINTEXT),
                                encrypted.text("ciphertext"),
                                "acme",
                                "spiffe://");
            }
        }
    }

    /** The traces that stand beside buckets (OpenMetrics, "Exemplars"). */
    private static List<String> examples(String bucket, String scraped) {
        return Pattern.compile(bucket + "[^\n]* # \\{span_id=\"[0-9a-f]{16}\",trace_id=\"([0-9a-f]{32})\"} ")
                .matcher(scraped)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Span of(List<Span> spans, Reply reply) {
        return spans.stream()
                .filter(span -> Objects.equals(
                        OtlpReceiver.attributes(span.getAttributesList()).get("keywright.request.id"),
                        reply.header("X-Request-Id")))
                .findFirst()
                .orElseThrow();
    }

    private static Reply encrypt(Kms kms, String key, String... traceParents) {
        return kms.send(request -> {
            Arrays.stream(traceParents).forEach(it -> request.header("traceparent", it));
            return request.uri(kms.uri("/kms/v1/encrypt"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(Body.json(Body.of("key_id", key, "plaintext", PLAINTEXT))));
        });
    }

    private static String trace(Span span) {
        return HexFormat.of().formatHex(span.getTraceId().toByteArray());
    }
}
