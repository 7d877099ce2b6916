package io.keywright.server.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands in {@code deploy/prometheus}. */
final class RuleFiles {

    static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    static final Path FOLDER = HOME.resolve("deploy/prometheus");
    static final Path LEVELS = FOLDER.resolve("levels.yml");
    static final Path ALERTS = FOLDER.resolve("alerts.yml");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** A rule that makes a series, or an alert; the name of the other is empty. */
    record Rule(String record, String alert, String expression, Set<String> labels) {}

    private RuleFiles() {}

    static List<Rule> rules(Path file) {
        return Stream.iterate(0, i -> i + 1)
                .map(read(file).path("groups")::path)
                .takeWhile(group -> !group.isMissingNode())
                .flatMap(group -> rules(group.path("rules")))
                .toList();
    }

    private static Stream<Rule> rules(JsonNode rules) {
        return Stream.iterate(0, i -> i + 1)
                .map(rules::path)
                .takeWhile(rule -> !rule.isMissingNode())
                .map(rule -> new Rule(
                        rule.path("record").asText(),
                        rule.path("alert").asText(),
                        rule.path("expr").asText(),
                        rule.path("labels")
                                .propertyStream()
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet())));
    }

    static List<String> alerts() {
        return rules(ALERTS).stream().map(Rule::alert).toList();
    }

    /** The files of tests, by their names. */
    static List<Path> tests() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("tests"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
