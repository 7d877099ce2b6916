package io.keywright.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keywright.core.trace.Span;
import io.keywright.core.trace.Spans;
import io.keywright.server.observability.tracing.TraceRules.Callers;
import io.keywright.server.observability.tracing.Traces;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records as lines of text and of JSON. */
class LogLinesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static ExtLogRecord record(String form, @Nullable Object... parameters) {
        ExtLogRecord record = new ExtLogRecord(Level.INFO, form, FormatStyle.PRINTF, "test");
        record.setLoggerName("io.keywright.server.lifetime.Lifetime");
        record.setInstant(Instant.parse("2026-11-27T10:11:12.345678Z"));
        record.setParameters(parameters);
        return record;
    }

    private static String text(ExtLogRecord record) {
        return new TextLines().format(record);
    }

    private static JsonNode json(ExtLogRecord record) throws IOException {
        String line = new JsonLines().format(record);
        assertThat(line.strip().lines()).hasSize(1);
        assertThat(line).isEqualTo(line.strip() + "\n").matches("[ -~]*\n");
        return JSON.readTree(line);
    }

    @Test
    void anEventHasItsFieldsAndASentence() throws IOException {
        ExtLogRecord record = record(
                "event=backup_created backup_id=%s receipts=%d reason=too_many of=\"%s\" It took %s.",
                "b-1", 12, "all", "long");

        assertThat(text(record))
                .matches("2026-11-27T\\S+ INFO  \\[io\\.\\S+] event=backup_created backup_id=b-1 receipts=12"
                        + " reason=too_many of=\"all\" It took long\\.\n");
        assertThat(json(record).toString())
                .isEqualTo("{\"timestamp\":\"2026-11-27T10:11:12.345Z\",\"level\":\"INFO\","
                        + "\"logger\":\"io.keywright.server.lifetime.Lifetime\",\"event\":\"backup_created\","
                        + "\"backup_id\":\"b-1\",\"receipts\":12,\"reason\":\"too_many\",\"of\":\"all\","
                        + "\"message\":\"It took long.\"}");
    }

    @Test
    void whatIsSaidForATracedRequestNamesItsTrace() throws IOException {
        try (Traces traces = new Traces("http://127.0.0.1:1", 0, Callers.CONTINUE)) {
            Span request = traces.tracing.arrives("GET", List::of);
            String trace = request.traceId().orElseThrow();

            Spans.run(request, () -> {
                assertThat(text(record("event=remark of=%s Look.", "x")))
                        .endsWith(" of=x trace_id=" + trace + " Look.\n");
                assertThat(text(record("words"))).endsWith("] trace_id=" + trace + " words\n");
                assertThat(text(record("event=refused trace_id=%s No.", "t"))).endsWith(" trace_id=t No.\n");
            });
            assertThat(Spans.within(request, () -> json(record("event=remark Look.")))
                            .path("trace_id")
                            .textValue())
                    .isEqualTo(trace);
        }
        assertThat(text(record("event=remark Look."))).doesNotContain("trace_id");
    }

    @Test
    void whatTellsOfNoEventIsAMessage() throws IOException {
        ExtLogRecord record = record("%s of %d at event=%s", "one", 2, "x");
        assertThat(text(record)).endsWith("] one of 2 at event=x\n");
        assertThat(json(record).path("message").textValue()).isEqualTo("one of 2 at event=x");
        assertThat(json(record).has("event")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n2026-11-27T10:11:12.345Z ERROR [x] event=started",
                "a\r\nevent=started",
                "a\u2028event=started",
                "a\u0085event=started",
                "\u001b[2J\u001b[31mred",
                "\u202egnp.exe",
                "nul\u0000bell\u0007",
                "half\ud800",
                "x\" event=\"started",
                "%s%n%d",
                "\\\" , \"event\":\"started"
            })
    void nobodyWritesALineOrAFieldOfTheirOwn(String hostile) throws IOException {
        for (ExtLogRecord record : List.of(
                record("event=refused subject=\"%s\" code=%s Sentence.", hostile, "C"),
                record("event=refused subject=%s code=%s Sentence.", hostile, "C"),
                record("event=refused code=%s It says: %s", "C", hostile),
                record("no event: %s", hostile))) {
            String line = text(record);
            assertThat(line.codePoints()
                            .filter(it -> it < ' ' || it == 0x7f || it == 0x85 || it == 0x2028 || it == 0x202e))
                    .containsExactly((int) '\n');
            assertThat(line).endsWith("\n").startsWith("2026-11-27T");
            JsonNode json = json(record);
            assertThat(json.path("event").asText("none")).isIn("refused", "none");
            assertThat(Stream.of("subject", "message")
                            .map(name -> json.path(name).asText()))
                    .anyMatch(value -> value.contains(hostile.replace('\ud800', '?')) || value.contains(hostile));
        }
    }

    @Test
    void noStackTraceForgesALine() throws IOException {
        ExtLogRecord record = record("event=internal_error");
        record.setThrown(new IllegalStateException(
                "no\n2026-11-27T10:11:12.345Z INFO  [x] event=started",
                new IOException("cause\r2026-11-27T event=stopped")));

        assertThat(text(record).lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("\t"));
        assertThat(json(record).path("error_type").textValue()).isEqualTo("java.lang.IllegalStateException");
        assertThat(json(record).path("stack_trace").textValue()).contains("Caused by: java.io.IOException");
    }
}
