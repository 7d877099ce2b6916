package io.keywright.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.alerts.RuleFiles.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert has its page for whoever is on call, and the page speaks of what there is. */
class RunbooksTest {

    private static final Path FOLDER = RuleFiles.HOME.resolve("docs/runbooks");
    private static final Path REFERENCE = RuleFiles.HOME.resolve("docs/reference");

    /** Pages about a part of the service, which belong to no alert. */
    private static final Set<String> OF_PARTS = Set.of("archive.md", "metrics.md", "store.md");

    private static final List<String> HEADINGS =
            List.of("## Symptom", "## Impact", "## Diagnosis", "## Mending", "## Verification", "## Escalation");
    private static final int LONGEST = 45;

    /** In {@code `…`} of a line, or in a block of its own. */
    private static final Pattern CODE = Pattern.compile("```.*?```|`[^`\n]+`", Pattern.DOTALL);

    private static final Pattern METRIC = Pattern.compile("\\b(?:kms[_:]|jvm_|process_|system_)[a-z0-9_:]+");
    private static final Pattern EVENT = Pattern.compile("\\bevent=([a-z_]+)");
    private static final Pattern LISTED_EVENT = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");

    static Stream<Alert> alerts() {
        return Stream.iterate(0, i -> i + 1)
                .map(RuleFiles.read(RuleFiles.ALERTS).path("groups")::path)
                .takeWhile(group -> !group.isMissingNode())
                .flatMap(group -> group.path("rules").valueStream())
                .map(Alert::of);
    }

    record Alert(String name, String severity, String runbook) {

        private static Alert of(JsonNode rule) {
            return new Alert(
                    rule.path("alert").asText(),
                    rule.path("labels").path("severity").asText(),
                    rule.path("annotations").path("runbook").asText());
        }

        /** As {@code KeywrightQueueFull} has {@code queue-full.md}. */
        private String page() {
            return name.replaceFirst("^Keywright", "")
                            .replaceAll("(?<=.)([A-Z])", "-$1")
                            .toLowerCase(Locale.ROOT)
                    + ".md";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void eachAlertHasAPageOfItsNameWithTheSameHeadings(Alert alert) throws Exception {
        assertThat(alert.runbook()).isEqualTo("docs/runbooks/" + alert.page());
        List<String> page = Files.readAllLines(RuleFiles.HOME.resolve(alert.runbook()));

        assertThat(page).first().isEqualTo("# " + alert.name());
        assertThat(page.get(1)).endsWith(alert.severity().equals("critical") ? "**Critical.**" : "**Warning.**");
        assertThat(page).filteredOn(line -> line.startsWith("## ")).containsExactlyElementsOf(HEADINGS);
        assertThat(page).hasSizeLessThanOrEqualTo(LONGEST);
    }

    static List<Path> pages() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void thereIsNoPageThatNobodyIsSentTo() {
        assertThat(pages().stream()
                        .map(page -> String.valueOf(page.getFileName()))
                        .filter(name -> !OF_PARTS.contains(name)))
                .containsExactlyInAnyOrderElementsOf(alerts().map(Alert::page).toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pagesSpeakOfMetricsAndEventsThatThereAre(Path page) throws Exception {
        String code = CODE.matcher(Files.readString(page))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("\n"));
        MetricsPage metrics = MetricsPage.written(Files.readString(REFERENCE.resolve("metrics.md")));
        Set<String> levels =
                RuleFiles.rules(RuleFiles.LEVELS).stream().map(Rule::record).collect(Collectors.toSet());
        Set<String> events = LISTED_EVENT
                .matcher(Files.readString(REFERENCE.resolve("log-events.md")))
                .results()
                .map(event -> event.group(1))
                .collect(Collectors.toSet());

        assertThat(METRIC.matcher(code).results().map(MatchResult::group))
                .allMatch(name -> metrics.has(name) || levels.contains(name));
        assertThat(EVENT.matcher(code).results().map(event -> event.group(1))).isSubsetOf(events);
    }
}
