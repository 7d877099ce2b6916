package io.keywright.chaos;

import io.keywright.chaos.check.Finding;
import io.keywright.chaos.check.Ledger;
import io.keywright.chaos.fault.Fault;
import io.keywright.chaos.history.History;
import io.keywright.chaos.history.Incident;
import io.keywright.chaos.history.Kind;
import io.keywright.chaos.history.Operation;
import io.keywright.chaos.history.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of a run.
 *
 * @param possible the faults that this machine lets happen
 */
public record Report(Plan plan, List<Fault> possible, History history, Ledger ledger, List<Finding> findings) {

    private static final int MOST_SHOWN = 5;

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("seed %d, %d s, %d operations, %d receipts%n"
                .formatted(
                        plan.seed(),
                        plan.length().toSeconds(),
                        history.operations().size(),
                        ledger.entries().size()));
        text.append("%-16s %8s %8s %8s%n".formatted("operation", "done", "refused", "unknown"));
        for (Kind kind : Kind.values()) {
            Map<Outcome, Long> outcomes = history.operations().stream()
                    .filter(operation -> operation.kind() == kind)
                    .collect(Collectors.groupingBy(Operation::outcome, Collectors.counting()));
            text.append("%-16s %8d %8d %8d%n"
                    .formatted(
                            kind,
                            outcomes.getOrDefault(Outcome.DONE, 0L),
                            outcomes.getOrDefault(Outcome.REFUSED, 0L),
                            outcomes.getOrDefault(Outcome.UNKNOWN, 0L)));
        }
        faults(text);
        findings(text);
        return text.toString();
    }

    private void findings(StringBuilder text) {
        text.append("findings: ").append(findings.size()).append('\n');
        findings.stream()
                .collect(Collectors.groupingBy(Finding::check, TreeMap::new, Collectors.toList()))
                .forEach((check, found) -> {
                    text.append("%s: %d%n".formatted(check, found.size()));
                    found.stream()
                            .limit(MOST_SHOWN)
                            .forEach(it -> text.append("  ").append(it.what()).append('\n'));
                });
    }

    private void faults(StringBuilder text) {
        plan.faults().stream()
                .filter(fault -> !possible.contains(fault))
                .forEach(fault -> text.append("skipped: %s cannot be done on this machine%n".formatted(fault.label())));
        Map<String, List<Incident>> byFault = history.incidents().stream()
                .collect(Collectors.groupingBy(Incident::fault, TreeMap::new, Collectors.toList()));
        text.append("%-18s %5s  longest time without service, for callers of nodes that it did not befall%n"
                .formatted("fault", "times"));
        byFault.forEach((fault, incidents) -> text.append("%-18s %5d  %.1f s%n"
                .formatted(
                        fault,
                        incidents.size(),
                        incidents.stream()
                                .mapToDouble(incident -> new Outage(history, incident).seconds())
                                .max()
                                .orElse(0))));
    }
}
