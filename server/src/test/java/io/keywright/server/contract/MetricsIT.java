package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Disk;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GET /metrics: the contract's names and labels, and numbers that move when something happens. */
@Served(alone = true)
class MetricsIT {

    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([-+0-9.eE]+|NaN|[+-]Inf)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    /** How old the number of keys may be. */
    private static final Duration STALE = Duration.ofSeconds(8);

    private record Sample(String name, Map<String, String> labels, double value) {}

    private final Identity tenant = Identity.ofNewTenant();
    private final Installation server;
    private final Kms kms;
    private final Disk disk;
    private final String keyId;

    MetricsIT(Installation server) {
        this.server = server;
        this.kms = server.as(tenant);
        this.disk = new Disk(server);
        this.keyId = kms.newKey("Ed25519", "key_alias", "metered-alias");
        kms.sign(keyId, new byte[1]).expect(200);
        kms.sign(UUID.randomUUID().toString(), new byte[1]).expect(404);
        kms.rotate(kms.newKey("HMAC-256")).expect(200);
    }

    @ParameterizedTest
    @CsvSource({
        "kms_requests_total, counter, operation status",
        "kms_request_errors_total, counter, code",
        "kms_operation_latency_ms, histogram, operation",
        "kms_keys_total, gauge, key_type key_state",
        "kms_cache_hit_total, counter, key_type",
        "kms_cache_miss_total, counter, key_type",
        "kms_cache_hit_rate, gauge, ''",
        "kms_provider_operation_seconds, histogram, provider operation",
        "kms_provider_errors_total, counter, provider reason",
        "kms_circuit_breaker_state, gauge, provider",
        "kms_last_rotation_timestamp_seconds, gauge, ''",
        "kms_rotation_total, counter, result"
    })
    void everyMetricOfTheContractHasItsNameTypeAndLabels(String name, String type, String labels) {
        assertThat(text()).contains("# TYPE " + name + " " + type + "\n");
        String suffix = type.equals("histogram") ? "_bucket" : "";
        Set<String> found = new TreeSet<>();
        samples().stream()
                .filter(sample -> sample.name().equals(name + suffix))
                .forEach(sample -> found.addAll(sample.labels().keySet()));
        Set<String> expected = new TreeSet<>(labels.isEmpty() ? Set.of() : Set.of(labels.split(" ")));
        if (type.equals("histogram")) {
            expected.add("le");
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void noFigureHasAnExample() {
        assertThat(server.metrics("Accept", "application/openmetrics-text"))
                .contains("kms_operation_latency_ms_bucket")
                .doesNotContain(" # {");
    }

    @Test
    void aProviderThatNeverFailedHasZeroErrorsOfEveryReason() {
        assertThat(samples())
                .filteredOn(sample -> sample.name().equals("kms_provider_errors_total"))
                .allSatisfy(sample -> {
                    assertThat(sample.value()).isZero();
                    assertThat(sample.labels()).containsEntry("provider", "local");
                })
                .extracting(sample -> sample.labels().get("reason"))
                .containsExactlyInAnyOrder(
                        "permission_missing",
                        "key_disabled",
                        "key_not_found",
                        "wrong_key_type",
                        "throttled",
                        "unreachable",
                        "bad_credentials",
                        "context_mismatch",
                        "wrong_endpoint",
                        "clock_skew",
                        "circuit_open",
                        "busy",
                        "altered",
                        "provider_not_configured",
                        "unknown");
    }

    @Test
    void noLabelGrowsWithTenantsKeysOrAliases() {
        assertThat(text()).doesNotContain(tenant.tenant(), keyId, "metered-alias", "tenant_id", "key_id");
    }

    @Test
    void successesAndErrorsAreCountedApart() {
        double succeeded = value("kms_requests_total", Map.of("operation", "sign", "status", "success"));
        double failed = value("kms_requests_total", Map.of("operation", "sign", "status", "error"));
        double notFound = value("kms_request_errors_total", Map.of("code", "KEY_NOT_FOUND"));
        double measured = value("kms_operation_latency_ms_count", Map.of("operation", "sign"));

        kms.sign(keyId, new byte[1]).expect(200);
        kms.sign(keyId, new byte[1]).expect(200);
        kms.sign(UUID.randomUUID().toString(), new byte[1]).expect(404);

        assertThat(value("kms_requests_total", Map.of("operation", "sign", "status", "success")))
                .isEqualTo(succeeded + 2);
        assertThat(value("kms_requests_total", Map.of("operation", "sign", "status", "error")))
                .isEqualTo(failed + 1);
        assertThat(value("kms_request_errors_total", Map.of("code", "KEY_NOT_FOUND")))
                .isEqualTo(notFound + 1);
        assertThat(value("kms_operation_latency_ms_count", Map.of("operation", "sign")))
                .isEqualTo(measured + 3);
    }

    @Test
    void callersThatAreNobodyAreCountedToo() {
        double before = value("kms_request_errors_total", Map.of("code", "UNAUTHENTICATED"));
        try (Kms nobody = server.as(server.certificates().withUris())) {
            nobody.get("/keys").expect(401);
        }
        assertThat(value("kms_request_errors_total", Map.of("code", "UNAUTHENTICATED")))
                .isEqualTo(before + 1);
    }

    @Test
    void theHistogramIsOneThatPrometheusUnderstands() {
        List<Double> buckets = samples().stream()
                .filter(sample -> sample.name().equals("kms_operation_latency_ms_bucket"))
                .filter(sample -> "sign".equals(sample.labels().get("operation")))
                .map(Sample::value)
                .toList();

        assertThat(buckets).hasSizeGreaterThan(5).isSorted();
        assertThat(buckets.getLast()).isEqualTo(value("kms_operation_latency_ms_count", Map.of("operation", "sign")));
    }

    @Test
    void theKeysThatAreCountedAreTheKeysThatThereAre() throws InterruptedException {
        String first = kms.newKey("EC-P384");
        kms.rotate(kms.rotate(first).expect(200).text("new_key_id")).expect(200);
        kms.revoke(first).expect(200);
        Map<String, Long> stored = disk.keysByTypeAndState();

        long deadline = System.nanoTime() + STALE.toNanos();
        while (!counted().equals(stored) && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertThat(counted())
                .isEqualTo(stored)
                .containsKeys("EC-P384 active", "EC-P384 pending_rotation", "EC-P384 destroyed");
    }

    /** The counts that are not 0. */
    private Map<String, Long> counted() {
        return samples().stream()
                .filter(sample -> sample.name().equals("kms_keys_total") && sample.value() > 0)
                .collect(Collectors.toMap(
                        sample -> sample.labels().get("key_type") + " "
                                + sample.labels().get("key_state"),
                        sample -> (long) sample.value()));
    }

    /** The sample's value, or 0 where there is none yet. */
    private double value(String name, Map<String, String> labels) {
        return samples().stream()
                .filter(sample -> sample.name().equals(name) && sample.labels().equals(labels))
                .mapToDouble(Sample::value)
                .findFirst()
                .orElse(0);
    }

    private String text() {
        return server.metrics("Accept", "text/plain");
    }

    @Test
    void noTenantSeesTheFiguresOfAll() {
        Refusal.of(kms.get("/metrics"), 403, "UNAUTHORIZED", "platform_role_missing");
    }

    private List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        text().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as("a sample: %s", line).isTrue();
            samples.add(new Sample(
                    sample.group(1),
                    labels(sample.group(2)),
                    Double.parseDouble(sample.group(3).replace("Inf", "Infinity"))));
        });
        return samples;
    }

    private static Map<String, String> labels(@Nullable String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return labels;
    }
}
