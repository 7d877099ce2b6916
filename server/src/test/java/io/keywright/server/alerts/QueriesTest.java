package io.keywright.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.alerts.RuleFiles.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules, dashboards and runbooks ask for nothing but what there is: metrics of the page, and series that rules make of them. */
class QueriesTest {

    /** What Prometheus itself adds. */
    private static final Set<String> ALWAYS = Set.of("job", "instance", "le");

    private static final Map<String, Set<String>> KNOWN = new TreeMap<>(Map.of("up", Set.of()));
    private static MetricsPage page;

    @BeforeAll
    static void read() throws IOException {
        page = MetricsPage.written(Files.readString(RuleFiles.HOME.resolve("docs/reference/metrics.md")));
        for (Rule rule : RuleFiles.rules(RuleFiles.LEVELS)) {
            Set<String> labels = new TreeSet<>(rule.labels());
            labels.addAll(Selectors.in(rule.expression()).labels());
            KNOWN.put(rule.record(), labels);
        }
    }

    static Stream<String> queries() {
        Stream<String> rules = Stream.of(RuleFiles.LEVELS, RuleFiles.ALERTS)
                .flatMap(file -> RuleFiles.rules(file).stream())
                .map(Rule::expression);
        Stream<String> dashboards = Dashboards.files().stream()
                .flatMap(file -> Dashboards.lines(file).stream())
                .map(Dashboards.Line::expression);
        Stream<String> runbooks = RunbookQuery.all().stream().map(RunbookQuery::expression);
        return Stream.of(rules, dashboards, runbooks).flatMap(queries -> queries);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void asksForWhatThereIs(String query) {
        Selectors asked = Selectors.in(query);
        Set<String> labels = new TreeSet<>(ALWAYS);
        asked.names().forEach(name -> labels.addAll(labelsOf(name)));

        assertThat(labels).containsAll(asked.labels());
    }

    private static Set<String> labelsOf(String name) {
        Set<String> labels = new TreeSet<>(KNOWN.getOrDefault(name, Set.of()));
        boolean asExposed = page.has(name);
        assertThat(asExposed || KNOWN.containsKey(name))
                .as("there is a series %s", name)
                .isTrue();
        if (asExposed) {
            labels.addAll(page.find(name).labels());
        }
        return labels;
    }

    @Test
    void aQueryIsTakenApart() {
        String query = "sum by (job, le) (rate(kms_a_bucket{operation=~\"x|kms_b\", le=\"1\"}[5m])) / on (job) up";

        assertThat(Selectors.in(query))
                .isEqualTo(new Selectors(Set.of("kms_a_bucket", "up"), Set.of("job", "le", "operation")));
    }

    @Test
    void thereIsADashboardOfEachKind() {
        assertThat(Dashboards.files())
                .extracting(file -> String.valueOf(file.getFileName()))
                .isEqualTo(List.of("cost.json", "ledger.json", "overview.json", "providers.json", "rotation.json"));
    }
}
