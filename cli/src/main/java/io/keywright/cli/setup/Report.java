package io.keywright.cli.setup;

import io.keywright.cli.json.JsonLine;
import io.keywright.providers.ProviderGuide.Step;
import io.keywright.providers.ProviderTrial.Check;
import io.keywright.providers.ProviderTrial.Failure;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Style;
import io.keywright.verifier.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of a set-up. */
record Report(Draft draft, Path file) {

    void printConfiguration(Terminal terminal) {
        terminal.line();
        terminal.good("Written to %s, for its owner alone:".formatted(file));
        new Configuration(draft.properties())
                .lines()
                .lines()
                .forEach(line -> terminal.line("    " + Printable.of(line)));
    }

    void printSteps(Terminal terminal) {
        if (steps().isEmpty()) {
            terminal.warning("No policy can be written for this key's name; see %s."
                    .formatted(draft.guide().page()));
        }
        steps().forEach(step -> {
            terminal.line();
            terminal.line(terminal.styled(Style.BOLD, Printable.of(step.purpose())));
            step.text().lines().forEach(line -> terminal.line(Printable.of(line)));
        });
    }

    static void printChecks(Terminal terminal, List<Check> checks) {
        terminal.line();
        checks.forEach(check -> {
            String line = "%-14s %6d ms".formatted(check.name(), check.took().toMillis());
            check.failure()
                    .ifPresentOrElse(
                            failure -> printFailure(terminal, line, failure), () -> terminal.good("PASS  " + line));
        });
    }

    private static void printFailure(Terminal terminal, String line, Failure failure) {
        terminal.bad("FAIL  " + line + "  " + failure.reason());
        terminal.line("    " + Printable.of(failure.explanation()));
        terminal.line("    To do: " + Printable.of(failure.whatToDo()));
    }

    String json(List<Check> checks, Duration took) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("status", passed(checks) ? "pass" : "fail");
        members.put("provider", draft.name());
        members.put("type", draft.guide().type());
        members.put("file", file.toString());
        members.put("properties", draft.properties());
        members.put(
                "steps",
                steps().stream()
                        .map(step -> Map.of("purpose", step.purpose(), "text", step.text()))
                        .toList());
        members.put("checks", checks.stream().map(Report::members).toList());
        members.put("duration_ms", took.toMillis());
        return JsonLine.of(members);
    }

    static boolean passed(List<Check> checks) {
        return checks.stream().allMatch(check -> check.failure().isEmpty());
    }

    private List<Step> steps() {
        return draft.guide().steps(draft.settings(), draft.principal());
    }

    private static Map<String, Object> members(Check check) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", check.name());
        members.put("status", check.failure().isEmpty() ? "pass" : "fail");
        members.put("duration_ms", check.took().toMillis());
        check.failure().ifPresent(failure -> {
            members.put("reason", failure.reason());
            members.put("explanation", failure.explanation());
            members.put("what_to_do", failure.whatToDo());
        });
        return members;
    }
}
