package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.google.protobuf.ByteString;
import io.keywright.core.trace.Spans;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import io.keywright.providers.guard.GuardRules;
import io.keywright.providers.guard.GuardedRootProvider;
import io.keywright.server.harness.OtlpReceiver;
import io.keywright.server.harness.SmallLedger;
import io.keywright.server.observability.tracing.TraceRules.Callers;
import io.keywright.server.observability.tracing.Traces;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector gets to know of a request on its way from the key to the ledger, and what it does not. */
class TracedRequestTest {

    private static final Caller ALICE = KeyService.of("acme");
    private static final byte[] PLAINTEXT = "attack at dawn, says the colonel".getBytes(UTF_8);
    private static final byte[] AAD = "order 4711 of the regiment".getBytes(UTF_8);

    @TempDir
    Path folder;

    private final OtlpReceiver collector = new OtlpReceiver();
    private KeyService service;
    private KeyMetadata key;

    @BeforeEach
    void open() throws Exception {
        service = new KeyService(
                folder,
                new GuardedRootProvider(SmallLedger.provider(folder, "local"), GuardRules.STANDARD, Clock.systemUTC()));
        key = service.make(ALICE, KeyType.AES_256, Protection.SOFTWARE, null);
    }

    @AfterEach
    void close() throws Exception {
        service.close();
        collector.close();
    }

    /** What {@code request} gives, traced as a request that a caller sends. */
    private <T> T traced(Supplier<T> request) {
        try (Traces traces = new Traces(collector.url(), 1, Callers.CONTINUE)) {
            io.keywright.core.trace.Span whole = traces.tracing.arrives("POST", List::of);
            try {
                return Spans.within(whole, request::get);
            } finally {
                whole.end();
            }
        }
    }

    private static Map<String, Object> attributes(Span span) {
        return OtlpReceiver.attributes(span.getAttributesList());
    }

    private void isPartOf(String part, String whole) {
        assertThat(collector.span(part).getParentSpanId())
                .isEqualTo(collector.span(whole).getSpanId());
        assertThat(collector.span(part).getTraceId())
                .isEqualTo(collector.span(whole).getTraceId());
    }

    @Test
    void aRequestWhoseKeyIsInMemoryIsTracedStepByStep() {
        service.encrypt(ALICE, key, PLAINTEXT, AAD);
        traced(() -> service.encrypt(ALICE, key, PLAINTEXT, AAD));
        assertThat(collector.spans())
                .extracting(Span::getName)
                .containsExactlyInAnyOrder("POST", "cache", "authorize", "crypto", "journal", "commit");
        isPartOf("cache", "POST");
        isPartOf("authorize", "POST");
        isPartOf("crypto", "POST");
        isPartOf("journal", "POST");
        assertThat(collector.span("POST").getParentSpanId()).isEqualTo(ByteString.EMPTY);
        assertThat(attributes(collector.span("cache"))).containsOnly(entry("keywright.cache.hit", "true"));
        assertThat(attributes(collector.span("crypto"))).containsOnly(entry("keywright.algorithm", "AES-256-GCM"));
        assertThat(attributes(collector.span("POST")))
                .containsOnlyKeys("keywright.operation", "keywright.key.id", "keywright.receipt.id")
                .containsEntry("keywright.operation", "encrypt")
                .containsEntry("keywright.key.id", key.keyId().toString());
    }

    @Test
    void theBatchIsATraceOfItsOwnThatIsLinkedToWhatItCommits() {
        traced(() -> service.encrypt(ALICE, key, PLAINTEXT, AAD));
        Span commit = collector.span("commit");
        Span journal = collector.span("journal");
        assertThat(commit.getParentSpanId()).isEqualTo(ByteString.EMPTY);
        assertThat(commit.getTraceId()).isNotEqualTo(journal.getTraceId());
        assertThat(commit.getLinksList())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanId()).isEqualTo(journal.getSpanId()))
                .satisfies(link -> assertThat(link.getTraceId()).isEqualTo(journal.getTraceId()));
        assertThat(attributes(commit)).containsOnly(entry("keywright.batch.size", 1L));
        assertThat(commit.getStartTimeUnixNano()).isGreaterThanOrEqualTo(journal.getStartTimeUnixNano());
    }

    @Test
    void aKeyThatIsLoadedShowsWhatItWaitedFor() {
        service.forget("acme");
        traced(() -> service.encrypt(ALICE, key, PLAINTEXT, AAD));
        assertThat(attributes(collector.span("cache"))).containsOnly(entry("keywright.cache.hit", "false"));
        isPartOf("provider", "cache");
        assertThat(attributes(collector.span("provider"))).containsOnly(entry("keywright.provider", "local"));
    }

    @Test
    void aRefusalShowsWhereAndWhy() {
        service.revoke(ALICE, key);
        assertThatThrownBy(() -> traced(() -> service.encrypt(ALICE, key, PLAINTEXT, AAD)))
                .isInstanceOf(KeywrightException.class);
        Span refusing = collector.span("authorize");
        assertThat(refusing.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
        assertThat(attributes(refusing)).containsOnly(entry("error.type", "KEY_REVOKED"));
        assertThat(attributes(collector.span("POST")))
                .containsEntry("keywright.error.code", "KEY_REVOKED")
                .containsKey("keywright.receipt.id");
        isPartOf("journal", "POST");
    }

    @Test
    void nothingSecretLeaves() {
        service.forget("acme");
        byte[] ciphertext =
                traced(() -> service.encrypt(ALICE, key, PLAINTEXT, AAD)).ciphertext();
        for (byte[] export : collector.exports()) {
            String bytes = new String(export, ISO_8859_1);
            for (byte[] secret : List.of(PLAINTEXT, AAD, ciphertext, "sesame".getBytes(UTF_8))) {
                assertThat(bytes)
                        .doesNotContain(new String(secret, ISO_8859_1))
                        .doesNotContain(Base64.getEncoder().encodeToString(secret))
                        .doesNotContain(HexFormat.of().formatHex(secret));
            }
            assertThat(bytes).doesNotContain("acme", ALICE.subject());
        }
    }

    @Test
    void whatNobodyTracesSaysNothingOfItself() {
        traced(() -> "another request");
        service.encrypt(ALICE, key, PLAINTEXT, AAD);
        assertThat(collector.spans()).extracting(Span::getName).containsOnly("POST");
    }
}
