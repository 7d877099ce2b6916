package io.keywright.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.alerts.RuleFiles.Rule;
import io.keywright.server.harness.Promtool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of {@code deploy/prometheus} do what they say, by Prometheus' own tool. */
class RulesTest {

    @Test
    void prometheusReadsThem() throws Exception {
        Promtool.passes(RuleFiles.FOLDER, List.of("check", "rules", "levels.yml", "alerts.yml"));
    }

    static List<Path> tests() {
        return RuleFiles.tests();
    }

    @ParameterizedTest
    @MethodSource("tests")
    void alertsFireWhenTheyShouldAndOnlyThen(Path file) throws Exception {
        Promtool.passes(file.resolveSibling(""), List.of("test", "rules", String.valueOf(file.getFileName())));
    }

    @Test
    void eachAlertIsShownToFireAndNotToFire() {
        List<String> shown = RuleFiles.tests().stream()
                .flatMap(file -> names(RuleFiles.read(file).path("tests")))
                .toList();
        assertThat(shown)
                .containsAll(RuleFiles.alerts().stream()
                        .flatMap(alert -> Stream.of(alert + " fires", alert + " does not fire"))
                        .toList());
    }

    private static Stream<String> names(JsonNode tests) {
        List<String> names = new ArrayList<>();
        tests.forEach(test -> names.add(test.path("name").asText()));
        return names.stream();
    }

    @Test
    void theServiceLevelsHaveTheNamesThatWerePromised() {
        assertThat(RuleFiles.rules(RuleFiles.LEVELS))
                .extracting(Rule::record)
                .contains(
                        "kms_cache_hit_rate",
                        "kms_cache_access_p99",
                        "kms_success_rate",
                        "kms_operation_p99",
                        "kms_rotation_timeliness",
                        "kms_rotation_success_rate");
    }
}
