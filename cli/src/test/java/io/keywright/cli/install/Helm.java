package io.keywright.cli.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.cli.Pasted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Helm and the forms of what Kubernetes takes, as {@code make peers} installs them, over the chart. */
final class Helm {

    private static final Path PEERS = Pasted.HOME.resolve(".peers");
    private static final Path PROGRAM = PEERS.resolve("helm");
    private static final Path SCHEMAS = PEERS.resolve("kubernetes/bin/kubernetes-validate");
    private static final String CHART =
            Pasted.HOME.resolve("deploy/helm/keywright").toString();

    private Helm() {}

    /** What a program has said, and how it ended. */
    record Answer(int exitCode, String output, String errors) {}

    static void assumeInstalled() {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: Helm is not installed, run make peers");
        assumeTrue(Files.isExecutable(SCHEMAS), "skipped: kubernetes-validate is not installed, run make peers");
    }

    static Answer lint(String... values) throws IOException, InterruptedException {
        return run(PROGRAM, List.of("lint", "--strict", CHART), values);
    }

    static Answer render(String... values) throws IOException, InterruptedException {
        return run(PROGRAM, List.of("template", "kw", CHART, "--kube-version", "1.33.0"), values);
    }

    /** With the values for three nodes. */
    static Answer renderThreeNodes(String... values) throws IOException, InterruptedException {
        return run(
                PROGRAM,
                List.of("template", "kw", CHART, "--kube-version", "1.33.0", "-f", CHART + "/three-nodes.yaml"),
                values);
    }

    static Answer validate(Path manifests) throws IOException, InterruptedException {
        return run(SCHEMAS, List.of("--strict", "--kubernetes-version", "1.33", manifests.toString()));
    }

    /** The objects that were rendered. */
    static List<Map<String, Object>> objects(String manifests) {
        Iterable<Object> all = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(manifests);
        return StreamSupport.stream(all.spliterator(), false).map(Helm::members).toList();
    }

    /** The value at a path of names and indexes with points between. */
    static Object at(Object object, String path) {
        Object value = object;
        for (String name : path.split("\\.", -1)) {
            value = value instanceof List<?> list
                    ? list.get(Integer.parseInt(name))
                    : members(value).get(name);
        }
        return value;
    }

    @SuppressWarnings("unchecked") // names are texts in these files
    private static Map<String, Object> members(Object object) {
        return (Map<String, Object>) object;
    }

    private static Answer run(Path program, List<String> arguments, String... values)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        for (String value : values) {
            command.add("--set");
            command.add(value);
        }
        Path errors = Files.createTempFile("helm", ".log");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Answer(process.waitFor(), output, Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }
}
