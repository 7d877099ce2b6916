package io.keywright.server.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is exposed, as it is, or as {@code docs/reference/metrics.md} says that it is. */
final class MetricsPage {

    private static final Pattern HELP = Pattern.compile("# HELP (\\S+) ?(.*)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (\\S+) \\| ([^|]*) \\| ([^|]*) \\| (.*) \\|");
    private static final String OURS = "kms_";
    private static final List<String> UNITS = List.of("seconds", "bytes", "ms");

    private static final String HEAD = """
            # Metrics
            What `GET /kms/v1/metrics` exposes. This page is written from the descriptions in the code, and a test compares it with a server on which
            everything is configured: what is not in use, such as an archive, has no metrics. No label names a tenant, a key or a caller.
            How to scrape, and what to look at: [runbook](../runbooks/metrics.md); service levels and alerts: [observability](../observability.md).

            Where a metric is a histogram, `NAME_bucket`, `NAME_sum` and `NAME_count` belong to it, and `NAME_max` is the largest value of the last minutes.

            """;
    private static final String TABLE = """
            | name | type | labels | unit | meaning |
            |---|---|---|---|---|
            """;
    private static final String JVM = """

            ## Of the JVM and the machine
            These are Micrometer's. Some depend on the garbage collector, or are there only once it has run.

            """;

    /** One metric; {@code le} of histograms is not among its labels. */
    record Metric(String name, String type, Set<String> labels, String help) {

        private boolean ours() {
            return name.startsWith(OURS);
        }

        private String unit() {
            String plain = name.replaceFirst("_total$", "");
            return UNITS.stream()
                    .filter(unit -> plain.endsWith("_" + unit))
                    .findFirst()
                    .orElse("");
        }

        private String row() {
            String shown = labels.stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
            return "| `" + name + "` | " + type + " | " + shown + " | " + unit() + " | " + help + " |\n";
        }
    }

    private final Map<String, Metric> metrics = new TreeMap<>();

    private MetricsPage() {}

    /** What a server answers, in the text format of Prometheus. */
    static MetricsPage scraped(String text) {
        MetricsPage page = new MetricsPage();
        Map<String, String> help = new TreeMap<>();
        text.lines().forEach(line -> {
            Matcher helped = HELP.matcher(line);
            Matcher typed = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (helped.matches()) {
                help.put(helped.group(1), helped.group(2));
            } else if (typed.matches()) {
                String name = typed.group(1);
                page.metrics.put(name, new Metric(name, typed.group(2), new TreeSet<>(), help.getOrDefault(name, "")));
            } else if (sample.matches()) {
                page.sample(sample.group(1), sample.group(2) == null ? "" : sample.group(2));
            }
        });
        page.metrics.keySet().removeIf(name -> name.endsWith("_max") && page.metrics.containsKey(base(name)));
        return page;
    }

    private static String base(String name) {
        return name.replaceFirst("_(bucket|sum|count|max)$", "");
    }

    private void sample(String name, String labels) {
        Metric metric = find(name);
        LABEL.matcher(labels)
                .results()
                .map(label -> label.group(1))
                .filter(label -> !label.equals("le"))
                .forEach(metric.labels()::add);
    }

    /** What the page says. */
    static MetricsPage written(String page) {
        MetricsPage read = new MetricsPage();
        page.lines().map(ROW::matcher).filter(Matcher::matches).forEach(row -> {
            Set<String> labels =
                    new TreeSet<>(List.of(row.group(3).replace("`", "").split(", ")));
            labels.remove("");
            read.metrics.put(row.group(1), new Metric(row.group(1), row.group(2), labels, row.group(5)));
        });
        return read;
    }

    /** The metric that a sample of that name belongs to. */
    Metric find(String sample) {
        Metric found = metrics.getOrDefault(sample, metrics.get(base(sample)));
        if (found == null) {
            throw new AssertionError("there is no metric " + sample);
        }
        return found;
    }

    boolean has(String sample) {
        return metrics.containsKey(sample) || metrics.containsKey(base(sample));
    }

    List<Metric> ours() {
        return metrics.values().stream().filter(Metric::ours).toList();
    }

    List<Metric> ofTheJvm() {
        return metrics.values().stream().filter(metric -> !metric.ours()).toList();
    }

    /** The same as a page. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>(List.of(HEAD, TABLE));
        ours().forEach(metric -> parts.add(metric.row()));
        parts.addAll(List.of(JVM, TABLE));
        ofTheJvm().forEach(metric -> parts.add(metric.row()));
        return String.join("", parts);
    }
}
