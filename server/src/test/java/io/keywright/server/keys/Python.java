package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Runs lines of Python, such as a page has for its readers. */
final class Python {

    private static final Path INTERPRETER = Path.of("/usr/bin/python3");

    private Python() {}

    /** The lines of Python that a page has. */
    static String lines(Path page) throws IOException {
        List<String> lines = Files.readAllLines(page);
        return lines.stream()
                .skip(lines.indexOf("```python") + 1)
                .takeWhile(line -> !line.equals("```"))
                .collect(Collectors.joining("\n"));
    }

    /** Passes if the lines end well. */
    static void run(Path folder, String... lines) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(INTERPRETER), "skipped: there is no Python");
        Path script = folder.resolve("lines.py");
        Files.writeString(script, Stream.of(lines).collect(Collectors.joining("\n")));
        Path told = folder.resolve("lines.log");
        Process python = new ProcessBuilder(INTERPRETER.toString(), script.toString())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        assertThat(python.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(python.exitValue()).as(Files.readString(told)).isZero();
    }
}
