package io.keywright.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.server.observability.tracing.TraceRules;
import io.keywright.server.observability.tracing.TraceRules.Callers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryReaderTest {

    private static final String AT = "keywright.telemetry.";
    private static final String COLLECTOR = "https://collector.test:4318";

    @TempDir
    Path folder;

    private static Optional<TraceRules> read(Map<String, String> set) {
        Map<String, String> all = new HashMap<>();
        set.forEach((name, value) -> all.put(AT + name, value));
        all.put("keywright.data", "data");
        all.put("keywright.profile", "development");
        Faults faults = new Faults();
        KeywrightConfig config = ConfigurationReader.read(all, faults);
        Optional<TraceRules> rules = TelemetryReader.read(config.telemetry(), faults);
        faults.throwIfAny();
        return rules;
    }

    private static void refuses(Map<String, String> set, String... said) {
        assertThatThrownBy(() -> read(set)).isInstanceOf(Misconfigured.class).hasMessageContainingAll(said);
    }

    private Path headers(String content, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("headers"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void nothingIsTracedUnlessThereIsACollector() {
        assertThat(read(Map.of())).isEmpty();
        assertThat(read(Map.of("sampling", "1"))).isEmpty();
    }

    @Test
    void oneInAHundredIsRecordedAndCallersDoNotDecide() {
        TraceRules rules = read(Map.of("endpoint", COLLECTOR)).orElseThrow();
        assertThat(rules.collector()).hasToString(COLLECTOR + "/v1/traces");
        assertThat(rules.share()).isEqualTo(0.01);
        assertThat(rules.callers()).isEqualTo(Callers.CONTINUE);
        assertThat(read(Map.of("endpoint", COLLECTOR)).orElseThrow().instance()).isNotEqualTo(rules.instance());
    }

    @Test
    void headersAreReadFromAFileAndPrintedByNobody() throws IOException {
        Path file = headers("Authorization: Bearer sesame\n\nX-Scope: a b \n", "rw-r-----");
        TraceRules rules = read(Map.of("endpoint", COLLECTOR, "headers-file", file.toString()))
                .orElseThrow();
        assertThat(rules.headers()).isEqualTo(Map.of("Authorization", "Bearer sesame", "X-Scope", "a b"));
        assertThat(rules.toString()).doesNotContain("sesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sesame", "Bad Name: x", "Host: else.test", "Content-Type: x", "A: b\u0000"})
    void whatIsNoHeaderIsRefusedWithoutSayingIt(String line) throws IOException {
        Path file = headers("A: b\n" + line, "rw-------");
        assertThatThrownBy(() -> read(Map.of("endpoint", COLLECTOR, "headers-file", file.toString())))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining(AT + "headers-file: line 2")
                .hasMessageNotContaining(line);
    }

    @Test
    void aFileThatEverybodyMayReadIsRefused() throws IOException {
        Path file = headers("Authorization: Bearer sesame", "rw-r--r--");
        refuses(Map.of("endpoint", COLLECTOR, "headers-file", file.toString()), "is open to everybody");
        refuses(Map.of("endpoint", COLLECTOR, "headers-file", "gone"), AT + "headers-file: must be a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:4318", "http://localhost:4318/", "http://[::1]:4318"})
    void plainHttpStaysOnThisMachine(String url) {
        assertThat(read(Map.of("endpoint", url))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://collector.test:4318", "http://127.0.0.1.test", "ftp://localhost", "collector:4318"})
    void whatWouldTellOthersIsRefused(String url) {
        refuses(Map.of("endpoint", url), AT + "endpoint: must ");
    }

    @Test
    void plainHttpGoesElsewhereIfSaid() {
        assertThat(read(Map.of("endpoint", "http://collector.test:4318", "allow-http", "true")))
                .isPresent();
    }

    @Test
    void allFaultsAreToldAtOnce() {
        refuses(
                Map.of("endpoint", COLLECTOR + "?token=x", "sampling", "1.01", "instance", "a b", "ca", "gone"),
                AT + "endpoint: must have no query",
                AT + "sampling: must be 0 to 1",
                AT + "instance: must be",
                AT + "ca: must be");
        refuses(
                Map.of("sampling", "often", "callers", "trust"),
                AT + "sampling: must be a decimal",
                AT + "callers: must be");
    }
}
