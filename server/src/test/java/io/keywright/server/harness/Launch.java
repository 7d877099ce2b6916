package io.keywright.server.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How the packaged server is started: a JVM of its own with system properties, on a port that is free.
 *
 * @param properties added to those that name data folder, port and development profile and leave the watch over compliance off,
 *     whose receipts would come between those of any test; or in place of them
 * @param log where its output goes
 * @param wrapper a command that becomes the server, whose own command it is given as its last words; empty for none
 */
public record Launch(Path data, Map<String, String> properties, Path log, List<String> wrapper) {

    static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final long LIMIT_SECONDS = 120;
    /** Halve the processor time of a start, which is most of what a short-lived server costs. */
    private static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError");

    public Launch {
        properties = Map.copyOf(properties);
        wrapper = List.copyOf(wrapper);
    }

    public Launch(Path data, Map<String, String> properties, Path log) {
        this(data, properties, log, List.of());
    }

    /** The same with more properties, or others in their place. */
    public Launch with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(properties);
        all.putAll(more);
        return new Launch(data, all, log, wrapper);
    }

    /** The same with a property left out. */
    public Launch without(String property) {
        Map<String, String> all = new TreeMap<>(properties);
        all.remove(property);
        return new Launch(data, all, log, wrapper);
    }

    /** The same with its output elsewhere. */
    public Launch loggingTo(Path other) {
        return new Launch(data, properties, other, wrapper);
    }

    /** The same, started by {@code command}. */
    public Launch within(String... command) {
        return new Launch(data, properties, log, List.of(command));
    }

    /**
     * A start that did not lead to a running server.
     *
     * @param output all that it wrote, to either stream
     */
    public record Failure(int exitCode, String output) {}

    /** Starts the server; it may not serve yet. */
    public Process start() throws IOException {
        return start(StartCache.options());
    }

    /** Starts the server on a JVM with these options more. */
    Process start(List<String> options) throws IOException {
        return new ProcessBuilder(command(options))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Starts a server that must give up by itself. */
    public Failure startInVain() {
        try {
            Process process = start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("the server started, or did neither:\n" + Files.readString(log));
            }
            return new Failure(process.exitValue(), Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All properties that the server is started with. */
    public Map<String, String> settings() {
        Map<String, String> all = new TreeMap<>(Map.of(
                "keywright.profile", "development",
                "keywright.data", data.toString(),
                "keywright.http.port", "0",
                "keywright.compliance.enabled", "false"));
        all.putAll(properties);
        return all;
    }

    private List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUICK_START);
        command.addAll(options);
        command.add("--enable-native-access=ALL-UNNAMED");
        settings().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-jar");
        command.add(JAR.toAbsolutePath().toString());
        return command;
    }
}
