package io.keywright.server.observability.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.events.CloudEvents;
import io.keywright.core.events.EventSink;
import io.keywright.core.events.SigningSecrets;
import io.keywright.core.network.Network;
import io.keywright.core.trace.Span;
import io.keywright.core.trace.Spans;
import io.keywright.egress.Egress;
import io.keywright.egress.Request;
import io.keywright.egress.Target;
import io.keywright.model.Event;
import io.keywright.model.EventPayload;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.OtlpReceiver;
import io.keywright.server.observability.tracing.TraceRules.Callers;
import io.keywright.sinks.webhook.WebhookRules;
import io.keywright.sinks.webhook.WebhookSinks;
import io.keywright.testkit.Samples;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a collector gets, and what becomes of spans that it does not take. */
class ExportTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final int FLOOD = 5000;

    private final OtlpReceiver collector = new OtlpReceiver();

    @AfterEach
    void close() {
        collector.close();
    }

    private Traces traces(double share, Callers callers) {
        return new Traces(collector.url(), share, callers);
    }

    private static Span arrival(Traces traces, String flags) {
        return traces.tracing.arrives("GET", () -> List.of("00-" + TRACE + "-" + PARENT + "-" + flags));
    }

    @Test
    void aCollectorGetsSpansWithWhoMadeThem() {
        try (Traces traces = traces(1, Callers.CONTINUE)) {
            Span whole = traces.tracing.begins("whole");
            whole.child("part").set("size", 3).failed("TOO_LATE").end();
            whole.end();
        }
        Map<String, Object> resource = OtlpReceiver.attributes(
                collector.resources().getFirst().getResource().getAttributesList());
        assertThat(resource)
                .contains(
                        entry("service.name", "keywright"),
                        entry("service.version", "1.2.3"),
                        entry("service.instance.id", "node-1"));
        var part = collector.span("part");
        assertThat(part.getParentSpanId()).isEqualTo(collector.span("whole").getSpanId());
        assertThat(OtlpReceiver.attributes(part.getAttributesList()))
                .containsOnly(entry("size", 3L), entry("error.type", "TOO_LATE"));
        assertThat(collector.headers().getFirst())
                .containsEntry("X-api-key", List.of("sesame"))
                .containsEntry("Content-type", List.of("application/x-protobuf"));
    }

    @Test
    void aCallersTraceGoesOnHere() {
        try (Traces traces = traces(1, Callers.CONTINUE)) {
            Span request = arrival(traces, "00");
            assertThat(request.traceId()).hasValue(TRACE);
            request.end();
        }
        assertThat(hex(collector.span("GET").getTraceId().toByteArray())).isEqualTo(TRACE);
        assertThat(hex(collector.span("GET").getParentSpanId().toByteArray())).isEqualTo(PARENT);
    }

    @Test
    void noCallerDecidesWhatIsRecordedUnlessItMay() {
        try (Traces none = traces(0, Callers.CONTINUE);
                Traces following = traces(0, Callers.FOLLOW);
                Traces ignoring = traces(1, Callers.IGNORE)) {
            assertThat(arrival(none, "01").recorded()).isFalse();
            assertThat(arrival(following, "01").recorded()).isTrue();
            assertThat(arrival(ignoring, "01").traceId()).isPresent().get().isNotEqualTo(TRACE);
        }
    }

    @Test
    void whatIsNotRecordedIsItsOwnPartAndTellsItsTrace() {
        try (Traces traces = traces(0, Callers.CONTINUE)) {
            Span request = arrival(traces, "01");
            assertThat(request.child("part")).isSameAs(request);
            assertThat(request.traceId()).hasValue(TRACE);
            Span other = traces.tracing.begins("other");
            assertThat(other.traceId()).isPresent().isEqualTo(other.traceId()).isNotEqualTo(request.traceId());
            assertThat(request.traceParent())
                    .get()
                    .asString()
                    .startsWith("00-" + TRACE)
                    .endsWith("-00");
            assertThat(Spans.batch("commit", List.of(request))).isSameAs(Span.NONE);
            request.end();
        }
        assertThat(collector.exports()).isEmpty();
    }

    @Test
    void aDeadCollectorSlowsNobodyAndWhatDoesNotFitIsCounted() {
        collector.answer(503);
        Traces traces = traces(1, Callers.CONTINUE);
        for (int i = 0; i < FLOOD; i++) {
            traces.tracing.begins("flood").end();
        }
        double dropped = traces.counted("dropped");
        assertThat(dropped).isBetween(FLOOD - 2048 - 512.0, FLOOD - 2048.0);
        assertThat(traces.counted("exported")).isZero();
        collector.answer(200);
        Eventually.passes(() -> assertThat(traces.counted("exported")).isEqualTo(FLOOD - dropped));
        assertThat(collector.spans()).hasSize((int) (FLOOD - dropped));
        traces.close();
    }

    @Test
    void whatACollectorRefusesIsDroppedAndCounted() {
        collector.answer(401);
        Traces traces = traces(1, Callers.CONTINUE);
        traces.tracing.begins("refused").end();
        Eventually.passes(() -> assertThat(traces.counted("dropped")).isEqualTo(1));
        traces.close();
    }

    @Test
    void whoeverIsCalledLearnsTheTraceAndNotMore() throws Exception {
        try (OtlpReceiver called = new OtlpReceiver();
                Egress egress = Traces.egress()) {
            Target target = Target.parse(called.url() + "/v1/traces/secret-path?token=sesame");
            try (Traces traces = traces(1, Callers.CONTINUE)) {
                Span whole = traces.tracing.begins("whole");
                Spans.within(whole, () -> egress.send(Request.post(target, Map.of(), new byte[0])));
                whole.end();
                egress.send(Request.post(target, Map.of(), new byte[0]));
            }
            var call = collector.span("POST");
            assertThat(call.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
            assertThat(call.getParentSpanId()).isEqualTo(collector.span("whole").getSpanId());
            assertThat(OtlpReceiver.attributes(call.getAttributesList()))
                    .containsOnly(
                            entry("http.request.method", "POST"),
                            entry("server.address", "127.0.0.1"),
                            entry("server.port", (long) target.port()),
                            entry("http.response.status_code", 200L));
            assertThat(called.headers()).hasSize(2);
            assertThat(called.headers().getFirst())
                    .containsEntry(
                            "Traceparent",
                            List.of("00-" + hex(call.getTraceId().toByteArray()) + "-"
                                    + hex(call.getSpanId().toByteArray()) + "-01"));
            assertThat(called.headers().getLast()).doesNotContainKey("Traceparent");
        }
    }

    @Test
    void aWebhookLearnsTheTraceOfItsDelivery() throws Exception {
        Event event = new Event(
                new UUID(0x7000, 1),
                7,
                Samples.START,
                Samples.scope("acme"),
                new EventPayload.PolicyViolation(null, new UUID(0x7000, 2), "encrypt", "billing"));
        WebhookRules rules = new WebhookRules(
                true, true, List.of(Network.parse("127.0.0.0/8"), Network.parse("::1")), Optional.empty());
        WebhookSinks webhooks = new WebhookSinks(rules, new CloudEvents("test"), Clock.systemUTC());
        try (OtlpReceiver called = new OtlpReceiver()) {
            try (Traces traces = traces(1, Callers.CONTINUE);
                    EventSink sink = new TracedEventSink(
                            webhooks.open(
                                    called.url() + "/v1/traces",
                                    () -> new SigningSecrets(SecretBytes.own(new byte[32]), Optional.empty())),
                            traces.tracing)) {
                assertThat(sink.deliver(List.of(event))).isInstanceOf(EventSink.Outcome.Delivered.class);
            }
            var call = collector.span("POST");
            assertThat(call.getParentSpanId())
                    .isEqualTo(collector.span("deliver").getSpanId());
            assertThat(called.headers())
                    .singleElement()
                    .satisfies(headers -> assertThat(headers)
                            .containsKey("Webhook-id")
                            .containsEntry(
                                    "Traceparent",
                                    List.of("00-" + hex(call.getTraceId().toByteArray()) + "-"
                                            + hex(call.getSpanId().toByteArray()) + "-01")));
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
