package io.keywright.server.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The dashboards of {@code deploy/grafana}. */
final class Dashboards {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A line, or several, of a panel; without variables of Grafana. */
    record Line(String panel, String unit, String legend, String expression) {}

    private Dashboards() {}

    static List<Path> files() {
        try (Stream<Path> files = Files.list(RuleFiles.HOME.resolve("deploy/grafana"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Line> lines(Path dashboard) {
        List<Line> lines = new ArrayList<>();
        try {
            for (JsonNode panel : JSON.readTree(Files.readString(dashboard)).path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    lines.add(new Line(
                            panel.path("title").asText(),
                            panel.path("fieldConfig")
                                    .path("defaults")
                                    .path("unit")
                                    .asText(),
                            target.path("legendFormat").asText(),
                            plain(target.path("expr").asText())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static String plain(String expression) {
        return expression
                .replace("$job", "keywright")
                .replace("$__rate_interval", "10s")
                .replace("$price", "0.03");
    }
}
